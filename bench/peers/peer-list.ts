/** The peers, how each is started, and whether it is installed here. Every script beside this file takes DATA_FOLDER SET PAIRS.csv. */
import { spawnSync } from "node:child_process";
import { join } from "node:path";

export interface Peer {
  readonly name: string;
  readonly program: string;
  readonly script: string;
  readonly more: readonly string[];
  /** Arguments for the program that make it print the versions that matter, and fail if the peer is not there. */
  readonly probe: readonly string[];
  readonly install: string;
  /** Sets it cannot do in sensible time, with the reason. */
  readonly leftOut: Readonly<Record<string, string>>;
}

const python = process.env["PEERS_PYTHON"] ?? "python3";
const rscript = process.env["PEERS_RSCRIPT"] ?? "Rscript";
const r = (library: string): readonly string[] => ["-e", `suppressMessages(library(${library})); cat("${library}", as.character(packageVersion("${library}")), "on", R.version.string)`];
const SPLINK = ["-c", "import splink, duckdb, sys; print('splink', splink.__version__, 'on DuckDB', duckdb.__version__, 'and Python', sys.version.split()[0])"];

export const PEERS: readonly Peer[] = [
  { name: "splink", program: python, script: "splink-pairs.py", more: [], probe: SPLINK, install: "pip install splink==4.0.9", leftOut: {} },
  { name: "splink-clusters", program: python, script: "splink-pairs.py", more: ["--clusters"], probe: SPLINK, install: "pip install splink==4.0.9", leftOut: {} },
  {
    name: "recordlinkage", program: python, script: "recordlinkage-pairs.py", more: [], install: "pip install recordlinkage==0.16", leftOut: {},
    probe: ["-c", "import recordlinkage, pandas, sys; print('recordlinkage', recordlinkage.__version__, 'on pandas', pandas.__version__, 'and Python', sys.version.split()[0])"],
  },
  {
    name: "fastlink", program: rscript, script: "fastlink-pairs.R", more: [], probe: r("fastLink"), install: "Rscript -e 'install.packages(\"fastLink\")'",
    leftOut: { historical_50k: "compares every row with every other: 1.3 thousand million pairs" },
  },
  { name: "reclin2", program: rscript, script: "reclin2-pairs.R", more: [], probe: r("reclin2"), install: "Rscript -e 'install.packages(\"reclin2\")'", leftOut: {} },
  {
    name: "goldenmatch", program: process.execPath, script: "goldenmatch-pairs.mjs", more: [], probe: ["goldenmatch-pairs.mjs", "--version"],
    install: "npm install --no-save goldenmatch", leftOut: {},
  },
];

/** What a peer says of its versions; null if it does not run here. */
export function versionOf(peer: Peer, scripts: string): string | null {
  const { status, stdout } = spawnSync(peer.program, peer.probe.map((word) => (word === peer.script ? join(scripts, word) : word)), { encoding: "utf8", timeout: 120_000 });
  return status === 0 ? (stdout.trim().split("\n").at(-1) ?? "") : null;
}
