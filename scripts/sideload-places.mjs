/**
 * Where Excel looks for an add-in under development, and how to put it there. The same places as Microsoft's office-addin-dev-settings,
 * which cannot be a dependency here (docs/decisions/delivery.md).
 */
import { join } from "node:path";

const DEVELOPER = "HKCU\\Software\\Microsoft\\Office\\16.0\\WEF\\Developer";

/** @returns the manifest's id. @throws if it has none */
export function manifestId(manifest) {
  const id = /<Id>\s*([0-9a-fA-F-]{36})\s*<\/Id>/.exec(manifest)?.[1];
  if (id === undefined) throw new Error("manifest.xml: <Id>?");
  return id;
}

/** Windows: a value under the developer key, named by the id, that holds the manifest's path. Commands as [program, arguments]. */
export function windowsCommands(id, manifestPath) {
  return {
    register: ["reg.exe", ["add", DEVELOPER, "/v", id, "/t", "REG_SZ", "/d", manifestPath, "/f"]],
    registered: ["reg.exe", ["query", DEVELOPER, "/v", id]],
    unregister: ["reg.exe", ["delete", DEVELOPER, "/v", id, "/f"]],
  };
}

/** macOS: a copy in the folder of Excel's sandbox, named by the id. */
export function macTarget(home, id) {
  return join(home, "Library/Containers/com.microsoft.Excel/Data/Documents/wef", `${id}.manifest.xml`);
}
