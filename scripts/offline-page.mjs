/**
 * Puts the offline page together: one HTML file that works when double-clicked. Everything is inside it: the page's script, its styles,
 * the icon, and the text of the worker in a script element that no browser runs (`#engine-worker`, from which the page starts it).
 * Its content security policy allows the one script by its hash and no origin at all.
 */
import { createHash } from "node:crypto";
import { readFileSync, readdirSync } from "node:fs";
import { join } from "node:path";

/** Text that may stand in a script element: no end tag and no comment start inside (both occur in string literals only). */
function scriptText(text) {
  return text.replace(/<\/(script)/gi, "\\x3c/$1").replace(/<!--/g, "\\x3c!--");
}

/**
 * @param parts folder with offline.js and styles beside it; the worker is in a second one, named after it with "-worker"
 * @param template the page's HTML without scripts, holding `<!-- styles -->` and `<!-- scripts -->`
 * @param icon PNG bytes
 * @param licences text of the licences of what is inside, kept in `#third-party-notices`
 */
export function offlinePage(parts, template, icon, licences) {
  const script = scriptText(readFileSync(join(parts, "offline.js"), "utf8"));
  const worker = scriptText(readFileSync(join(`${parts}-worker`, "worker.js"), "utf8"));
  const styles = readdirSync(parts).filter((file) => file.endsWith(".css")).map((file) => readFileSync(join(parts, file), "utf8")).join("\n");
  const hash = createHash("sha256").update(script).digest("base64");
  const policy = `default-src 'none'; script-src 'sha256-${hash}'; worker-src blob:; style-src 'unsafe-inline'; img-src data: blob:; font-src data:; base-uri 'none'; form-action 'none'`;
  const head = [
    `<meta http-equiv="Content-Security-Policy" content="${policy}" />`,
    `<link rel="icon" type="image/png" href="data:image/png;base64,${icon.toString("base64")}" />`,
    ...(styles === "" ? [] : [`<style>${styles.replace(/<\/style/gi, "<\\/style")}</style>`]),
  ];
  return template
    .replace("<!-- styles -->", () => head.join("\n    "))
    .replace("<!-- scripts -->", () => `<script type="text/plain" id="engine-worker">${worker}</script>\n    <script>${script}</script>\n    <script type="text/plain" id="third-party-notices">\n${licences.replace(/<(?=\/script|!--)/gi, "< ")}</script>`);
}
