/**
 * A webpack loader that keeps of a large module only what the option `names` lists. esbuild drops what these do not use; webpack's own
 * minimizing with esbuild keeps all of it, since it looks at no code inside a function, and Terser takes minutes for the same.
 */
import { dirname } from "node:path";
import { build } from "esbuild";

export default async function trim() {
  const { names } = this.getOptions();
  const contents = `export { ${names.join(", ")} } from ${JSON.stringify(this.resourcePath)};`;
  const { outputFiles } = await build({ stdin: { contents, resolveDir: dirname(this.resourcePath) }, bundle: true, write: false, format: "esm", platform: "browser", logLevel: "silent" });
  return outputFiles[0].text;
}

/** The loader reads the module itself, under its own path. */
export const raw = true;
