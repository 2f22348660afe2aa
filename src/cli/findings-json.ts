/** The findings file as text: keys in the contract's order, `absentFrom` only where the kind is `missing`. */
import type { Finding, FindingCell, FindingsFile, RecordInfo, Summary, Warning } from "../model.js";

export function findingsJson(file: FindingsFile): string {
  return `${JSON.stringify(ordered(file), null, 2)}\n`;
}

function ordered(file: FindingsFile): FindingsFile {
  return {
    version: file.version,
    profile: file.profile,
    records: file.records.map(record),
    findings: file.findings.map(finding),
    warnings: file.warnings.map(warning),
    notRun: file.notRun.map(({ check, why }) => ({ check, why })),
    patterns: file.patterns.map(({ village, check, field, findings, of, why }) => ({ village, check, field, findings, of, why })),
    summary: summary(file.summary),
  };
}

function record(info: RecordInfo): RecordInfo {
  return {
    record: info.record,
    file: info.file,
    sheet: info.sheet,
    village: info.village,
    asOf: info.asOf,
    headerRows: info.headerRows,
    firstRow: info.firstRow,
    rows: info.rows,
    columns: info.columns.map(({ column, header, field, why }) => ({ column, header, field, why })),
  };
}

function finding(one: Finding): Finding {
  return {
    id: one.id,
    case: one.case,
    kind: one.kind,
    check: one.check,
    field: one.field,
    village: one.village,
    number: one.number,
    entity: one.entity,
    owner: one.owner,
    rank: one.rank,
    cells: one.cells.map(cell),
    ...(one.kind === "missing" && one.absentFrom !== undefined ? { absentFrom: one.absentFrom } : {}),
    suspect: one.suspect,
    why: one.why,
    link: { certainty: one.link.certainty, because: one.link.because },
  };
}

function cell({ record: of, file, sheet, address, value, normal }: FindingCell): FindingCell {
  return { record: of, file, sheet, address, value, normal };
}

function warning({ code, file, sheet, address, message }: Warning): Warning {
  return { code, file, sheet, address, message };
}

function summary({ people, kinds, writtenDifferently, villages, rates }: Summary): Summary {
  return {
    people: { comparable: people.comparable, agree: people.agree, toCorrect: people.toCorrect, toReview: people.toReview },
    kinds,
    writtenDifferently,
    villages: villages.map(({ village, comparable, findings, review }) => ({ village, comparable, findings, review })),
    rates: rates.map(({ id, name, definition, value }) => ({ id, name, definition, value })),
  };
}
