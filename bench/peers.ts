/**
 * npm run bench:peers -- DATA_FOLDER [--sets a,b] [--peers a,b] [--runs 3] [--limit SECONDS] [--markdown]
 *
 * Our `npm run link` and other linkage tools on the public sets, whole processes in turn on the same machine: ours, each peer, ours
 * again. Nobody sees the truth; it is read at the end to score. Peers that are not installed are named, with the command that
 * installs them, and left out. PEERS_PYTHON and PEERS_RSCRIPT name the programs to use instead of python3 and Rscript.
 */
import { existsSync, mkdtempSync, rmSync, writeFileSync } from "node:fs";
import { cpus, loadavg, tmpdir } from "node:os";
import { join, resolve } from "node:path";
import { parseArgs } from "node:util";
import { fileURLToPath } from "node:url";
import { name, read, score, SETS, truthOf, type Set_ } from "./linkage-sets.js";
import { PEERS, versionOf, type Peer } from "./peers/peer-list.js";
import { timed, type Timed } from "./peers/timed-process.js";

// The bundle lies in dist/bench-peers/.
const root = resolve(fileURLToPath(import.meta.url), "../../..");
const scripts = join(root, "bench/peers");
const OURS = "npm run link";

const { values: typed, positionals } = parseArgs({
  allowPositionals: true,
  options: {
    sets: { type: "string" }, peers: { type: "string" }, runs: { type: "string", default: "3" }, limit: { type: "string", default: "600" },
    markdown: { type: "boolean", default: false },
  },
});
const [folder] = positionals;
const runs = Number(typed.runs);
const limit = Number(typed.limit);
if (folder === undefined || !existsSync(folder) || !(runs >= 1) || !(limit > 0)) {
  process.stderr.write("usage: npm run bench:peers -- DATA_FOLDER [--sets a,b] [--peers a,b] [--runs 3] [--limit SECONDS] [--markdown]\n");
  process.exit(2);
}
const data = resolve(folder);
const asked = (list: string | undefined, all: readonly string[]): readonly string[] => {
  const names = list === undefined ? all : list.split(",");
  for (const unknown of names.filter((one) => !all.includes(one))) process.stderr.write(`There is no ${unknown}; known: ${all.join(", ")}\n`);
  return all.filter((one) => names.includes(one));
};

interface Tool {
  readonly name: string;
  readonly start: (set: string, out: string) => Promise<Timed>;
  readonly leftOut: Readonly<Record<string, string>>;
}

interface Line {
  readonly set: string;
  readonly tool: string;
  readonly note: string | null;
  readonly f1: number;
  readonly precision: number;
  readonly recall: number;
  readonly times: readonly Timed[];
}

const scratch = mkdtempSync(join(tmpdir(), "peers-"));

/** What a user would write for the set: its id, its columns and their types. */
function settingsFile(setName: string, set: Set_): string {
  const file = join(scratch, `${setName}.json`);
  const columns = Object.entries(set.columns).map(([column, type]) => ({ name: column, type }));
  writeFileSync(file, JSON.stringify({ id: "id", oneToOne: set.oneToOne, columns }));
  return file;
}

const report = join(scratch, "time.txt");
const ours: Tool = {
  name: OURS,
  leftOut: {},
  start: (setName, out) => {
    const set = SETS[setName]!;
    const lists = set.files.map((file) => join(data, setName, file));
    return timed("npm", ["--prefix", root, "run", "--silent", "link", "--", ...lists, "--settings", settingsFile(setName, set), "--out", out], report, limit);
  },
};
const toolOf = (peer: Peer): Tool => ({
  name: peer.name,
  leftOut: peer.leftOut,
  start: (setName, out) => timed(peer.program, [join(scripts, peer.script), data, setName, out, ...peer.more], report, limit),
});

const median = (numbers: readonly number[]): number => {
  const sorted = numbers.toSorted((a, b) => a - b);
  const middle = Math.floor(sorted.length / 2);
  return sorted.length % 2 === 1 ? sorted[middle]! : (sorted[middle - 1]! + sorted[middle]!) / 2;
};

async function measure(setName: string, tools: readonly Tool[]): Promise<readonly Line[]> {
  const set = SETS[setName]!;
  const times = tools.map((): Timed[] => []);
  const faults = tools.map(({ leftOut }): string | null => (leftOut[setName] === undefined ? null : `left out: ${leftOut[setName]}`));
  const outs = tools.map((_, i) => join(scratch, `${setName}-${i}.csv`));
  for (let run = 0; run < runs; run++) {
    for (const [i, tool] of tools.entries()) {
      if (faults[i] !== null) continue;
      rmSync(outs[i]!, { force: true });
      const time = await tool.start(setName, outs[i]!);
      const fault = time.fault ?? (existsSync(outs[i]!) ? null : "wrote no pairs");
      if (fault === null) times[i]!.push(time);
      else faults[i] = `failed: ${fault}`;
    }
  }
  const truth = truthOf(join(data, setName, set.truth));
  const one = set.files.length === 1;
  return tools.map((tool, i): Line => {
    if (faults[i] != null) return { set: setName, tool: tool.name, note: faults[i], f1: 0, precision: 0, recall: 0, times: [] };
    const pairs = read(outs[i]!).filter((pair) => Number(pair["probability"]) >= 0.5);
    const found = new Set(pairs.map((pair) => name(pair["id_a"]!, pair["id_b"]!, one)));
    return { set: setName, tool: tool.name, note: null, ...score(found, truth), times: times[i]! };
  });
}

const HEAD = ["set", "tool", "F1", "precision", "recall", "seconds, median", "least", "beside ours", "processor s, least", "memory MB"];

function cells(line: Line, own: Line): readonly string[] {
  if (line.note !== null) return [line.set, line.tool, line.note];
  const wall = median(line.times.map(({ seconds }) => seconds));
  const least = (numbers: readonly (number | null)[]): string => (numbers.some((n) => n === null) ? "–" : Math.min(...numbers.map((n) => n!)).toFixed(2));
  const memory = line.times.map((time) => time.memory ?? 0);
  const beside = own.note === null ? `${(wall / median(own.times.map(({ seconds }) => seconds))).toFixed(1)}×` : "–";
  return [
    line.set, line.tool, line.f1.toFixed(4), line.precision.toFixed(4), line.recall.toFixed(4), wall.toFixed(2), least(line.times.map(({ seconds }) => seconds)), beside,
    least(line.times.map(({ processor }) => processor)), Math.max(...memory) === 0 ? "–" : (Math.max(...memory) / 1e6).toFixed(0),
  ];
}

const WIDTHS = [15, 16, 7, 10, 7, 16, 7, 12, 19, 9];
const show = (row: readonly string[]): void =>
  console.log(typed.markdown ? `| ${[...row, ...Array<string>(HEAD.length - row.length).fill("")].join(" | ")} |` : row.map((cell, i) => cell.padEnd(WIDTHS[i]!)).join(" ").trimEnd());

try {
  const sets = asked(typed.sets, Object.keys(SETS)).filter((set) => [...SETS[set]!.files, SETS[set]!.truth].every((file) => existsSync(join(data, set, file))));
  const wanted = asked(typed.peers, PEERS.map((peer) => peer.name));
  const here: Peer[] = [];
  for (const peer of PEERS.filter((one) => wanted.includes(one.name))) {
    const version = versionOf(peer, scripts);
    console.log(version === null ? `${peer.name}: not installed here (${peer.program}); ${peer.install}` : `${peer.name}: ${version}`);
    if (version !== null) here.push(peer);
  }
  const load = (): string => loadavg()[0]!.toFixed(1);
  console.log(`Node ${process.version}, ${cpus().length} processors (${cpus()[0]?.model ?? "unknown"}), ${runs} runs each in turn, load before ${load()}\n`);
  const tools = [ours, ...here.map(toolOf)];
  // Bundled once before anything is timed.
  await timed("npm", ["--prefix", root, "run", "--silent", "link", "--", "--help"], report, limit);
  show(HEAD);
  if (typed.markdown) show(HEAD.map(() => "---"));
  for (const set of sets) {
    const lines = await measure(set, tools);
    for (const line of lines) show(cells(line, lines[0]!));
  }
  console.log(`\nload after ${load()}`);
} finally {
  rmSync(scratch, { recursive: true, force: true });
}
