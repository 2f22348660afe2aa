/** Files chosen by the user, and files given back. */

/** Lets the user choose one file; null if none was chosen. */
export function chooseFile(accept: string): Promise<File | null> {
  return new Promise((resolve) => {
    const input = document.createElement("input");
    input.type = "file";
    input.accept = accept;
    input.addEventListener("change", () => resolve(input.files?.[0] ?? null));
    input.addEventListener("cancel", () => resolve(null));
    input.click();
  });
}

export const WORKBOOK_FILES = ".xlsx,.xlsm,.xls,.csv,.txt,.dbf";

const XLSX = "application/vnd.openxmlformats-officedocument.spreadsheetml.sheet";

export function download(name: string, bytes: Uint8Array): void {
  const url = URL.createObjectURL(new Blob([bytes.slice()], { type: XLSX }));
  const link = document.createElement("a");
  link.href = url;
  link.download = name;
  link.click();
  setTimeout(() => URL.revokeObjectURL(url), 60_000);
}

/** "台账.xls" → "台账-核对.xlsx"; a suffix is not added twice. */
export function resultName(name: string, suffix: string): string {
  const stem = name.replace(/\.[^./\\]*$/, "") || name;
  return `${suffix === "" || stem.endsWith(`-${suffix}`) ? stem : `${stem}-${suffix}`}.xlsx`;
}
