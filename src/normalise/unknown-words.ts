/** Words that a code list does not know: said once per record and field, so that the list can be completed. */
import type { FieldId, Language, RecordRows, Warning } from "../model.js";
import type { Profile } from "../profile/profile.js";
import { baseField } from "./compare.js";

interface Unknown {
  readonly rows: RecordRows;
  readonly field: FieldId;
  readonly address: string;
  readonly words: Map<string, number>;
}

/** Words shown in one warning. */
const SHOWN = 5;

export function unknownWordWarnings(blocks: readonly RecordRows[], profile: Profile, language: Language): Warning[] {
  // A slip's 措施名称 may name an operation, its 变动类型 a method: words of the other list are known.
  const known = new Set(profile.codes.filter((list) => list.id === "event" || list.id === "method").flatMap((list) => list.codes.flatMap((code) => code.words)));
  const events = new Set(profile.records.filter((record) => record.rowKind === "event").map((record) => record.id));
  const groups = new Map<string, Unknown>();
  for (const rows of blocks) {
    for (const column of rows.columns.values()) {
      if (column.values[0]?.type !== "code") continue;
      for (let i = 0; i < rows.count; i++) {
        const value = column.values[i];
        // Several known words in one cell are no unknown word: their codes stand in `text`.
        if (value?.type !== "code" || value.code.charCodeAt(0) !== 63 || value.text.charCodeAt(0) !== 63) continue;
        const word = value.code.slice(1);
        if (events.has(rows.record) && known.has(word)) continue;
        const key = `${rows.record} ${baseField(column.field)}`;
        let group = groups.get(key);
        if (group === undefined) {
          const row = column.at?.row ?? rows.block.sheetRows[i] ?? 0;
          group = { rows, field: baseField(column.field), address: `${letters(column.at?.column ?? column.column)}${row + 1}`, words: new Map() };
          groups.set(key, group);
        }
        group.words.set(word, (group.words.get(word) ?? 0) + 1);
      }
    }
  }
  return [...groups.values()].map((group) => {
    const { block, record } = group.rows;
    const recordName = profile.records.find((spec) => spec.id === record)?.name[language] ?? record;
    const fieldName = profile.fields.find((spec) => spec.id === group.field)?.name[language] ?? group.field;
    return { code: "unknownWord", file: block.file, sheet: block.sheet, address: group.address, message: message(language, recordName, fieldName, group.words) };
  });
}

function message(language: Language, record: string, field: string, words: ReadonlyMap<string, number>): string {
  // A long text in a coded column is a remark and may speak of a person: it is counted, not printed.
  const printable = [...words].filter(([word]) => word.length <= 10 && !/\d{6}/.test(word)).sort((a, b) => b[1] - a[1] || (a[0] < b[0] ? -1 : 1));
  const some = printable.slice(0, SHOWN).map(([word]) => word);
  if (language === "zh") {
    const listed = some.length === 0 ? "" : `（${some.join("、")}${words.size > some.length ? " 等" : ""}）`;
    return `${record}的“${field}”有 ${words.size} 种写法不认识${listed}，按不同的词处理。请改成通用写法，或把它们加进设置里的词表。`;
  }
  const listed = some.length === 0 ? "" : ` (${some.join(", ")}${words.size > some.length ? " …" : ""})`;
  return `${record}, "${field}": ${words.size} unknown word(s)${listed}, each taken as a word of its own. Use a usual word, or add them to the word list in the settings.`;
}

/** 0-based column → A, B … AA. */
function letters(column: number): string {
  let text = "";
  for (let rest = column + 1; rest > 0; rest = Math.floor((rest - 1) / 26)) text = String.fromCharCode(65 + ((rest - 1) % 26)) + text;
  return text;
}
