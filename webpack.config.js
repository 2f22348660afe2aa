/**
 * Builds what a browser runs, into three folders under `output`:
 *
 *   addin/      the task pane as Excel loads it: taskpane.html, commands.html (the ribbon's functions), message.html, their chunks, the worker, office/ (office.js, unmodified)
 *   simulator/  the page around the simulated Excel; scripts/build-pane.mjs adds the add-in's own files to it, byte for byte
 *   parts/…     pieces of the offline page, which scripts/offline-page.mjs puts together into one file
 *
 * Nothing is loaded from another origin. TypeScript is only stripped here (`npm run typecheck` checks it).
 */
import { createRequire } from "node:module";
import { dirname, join } from "node:path";
import { fileURLToPath } from "node:url";
import CopyPlugin from "copy-webpack-plugin";
import { EsbuildPlugin } from "esbuild-loader";
import HtmlPlugin from "html-webpack-plugin";
import webpack from "webpack";
import { officeFiles } from "./scripts/office-files.mjs";

const root = dirname(fileURLToPath(import.meta.url));
const office = join(dirname(createRequire(import.meta.url).resolve("@microsoft/office-js/package.json")), "dist");

/** Old enough for the web views of every Excel with ExcelApi 1.9 (WebView2, Safari 15, any current browser). */
const TARGET = ["chrome100", "edge100", "safari15", "firefox100"];

function base(name, output, production) {
  return {
    name,
    context: root,
    mode: production ? "production" : "development",
    devtool: production ? false : "source-map",
    target: "web",
    output: {
      path: join(output, name),
      filename: production ? "[name].[contenthash:8].js" : "[name].js",
      chunkFilename: production ? "[name].[contenthash:8].js" : "[name].js",
      assetModuleFilename: "[name].[contenthash:8][ext]",
      // Relative to the page: the folder may lie anywhere on a server.
      publicPath: "auto",
      clean: true,
    },
    resolve: {
      extensions: [".tsx", ".ts", ".js", ".json"],
      extensionAlias: { ".js": [".ts", ".tsx", ".js"] },
    },
    module: {
      rules: [
        { test: /\.tsx?$/, loader: "esbuild-loader", options: { target: TARGET, jsx: "automatic", tsconfig: join(root, "tsconfig.json") } },
        // Excel's number formats, which the pane needs at once: a fortieth of the library that reads .xls files.
        { test: /[\\/]@e965[\\/]xlsx[\\/]xlsx\.mjs$/, issuer: /[\\/]number-format\.ts$/, loader: join(root, "scripts/trim-loader.mjs"), options: { names: ["SSF"] } },
      ],
    },
    experiments: { css: true },
    optimization: { minimizer: [new EsbuildPlugin({ target: TARGET, css: true, legalComments: "none" })] },
    performance: { hints: false },
    stats: "errors-warnings",
    cache: { type: "filesystem", name: `${name}-${production ? "production" : "development"}`, cacheDirectory: join(root, "node_modules/.cache/webpack"), buildDependencies: { config: [fileURLToPath(import.meta.url)] } },
  };
}

function page(options) {
  return new HtmlPlugin({ scriptLoading: "defer", inject: "head", minify: false, ...options });
}

/** One bundle and nothing beside it: what a page without a server can carry. */
function single(config) {
  return { ...config, plugins: [...(config.plugins ?? []), new webpack.optimize.LimitChunkCountPlugin({ maxChunks: 1 })] };
}

export default function configurations({ production = true, output = join(root, "dist") } = {}) {
  const addin = base("addin", output, production);
  const simulator = base("simulator", output, production);
  const offline = base("parts", output, production);
  return [
    {
      ...addin,
      entry: { taskpane: "./taskpane/index.tsx", commands: "./taskpane/commands.ts", message: "./taskpane/message.ts" },
      plugins: [
        ...["taskpane", "commands", "message"].map((name) => page({ filename: `${name}.html`, template: `taskpane/${name}.html`, chunks: [name] })),
        new CopyPlugin({
          patterns: [
            ...officeFiles.map((file) => ({ from: join(office, file), to: join("office", file), info: { minimized: true } })),
            { from: join(office, "../LICENSE.md"), to: "office/LICENSE.md" },
            { from: "assets/*.png", to: "assets/[name][ext]" },
          ],
        }),
      ],
    },
    {
      ...simulator,
      entry: {
        page: "./simulator/page/index.tsx",
        // Runs before office.js in the simulated pane, so it is one plain script under a fixed name.
        attach: { import: "./simulator/page/attach.ts", filename: "attach.js" },
      },
      plugins: [
        page({ filename: "index.html", template: "simulator/page/index.html", chunks: ["page"] }),
        new CopyPlugin({ patterns: [{ from: "sample/township.xlsx", to: "sample/township.xlsx" }] }),
      ],
    },
    single({ ...offline, entry: { offline: "./simulator/page/offline.tsx" }, output: { ...offline.output, filename: "[name].js" } }),
    single({ ...offline, name: "parts-worker", target: "webworker", entry: { worker: "./taskpane/engine/worker.ts" }, output: { ...offline.output, path: join(output, "parts-worker"), filename: "[name].js" }, cache: { ...offline.cache, name: `worker-${production}` } }),
  ];
}
