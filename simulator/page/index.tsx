/** Starts the simulator's page. `window.simulator` is for tests and for the console. */
import { createRoot } from "react-dom/client";
import "./page.css";
import { pageOptions } from "./options.js";
import { SimulatorApp } from "./SimulatorApp.js";
import { SimulatorWindows } from "./simulator-windows.js";
import { PROFILES } from "../host/profile.js";
import * as simulated from "../index.js";

const options = pageOptions(location.search);
const windows = new SimulatorWindows(options);

const simulator = {
  windows,
  options,
  profiles: PROFILES,
  /** Classes and functions of the simulator, to make workbooks in tests. */
  simulated,
  get excel() {
    return windows.excel;
  },
  get book() {
    return windows.book;
  },
  get view() {
    return windows.shownView;
  },
  snapshot: () => windows.snapshot(),
  use: (book: simulated.WorkbookModel) => windows.use(book),
  open: (bytes: Uint8Array, name: string) => windows.openMain(bytes, name),
};

declare global {
  interface Window {
    simulator?: typeof simulator;
  }
}

window.simulator = simulator;
document.documentElement.lang = options.language === "zh" ? "zh-CN" : "en";
const root = document.getElementById("root");
if (root !== null) createRoot(root).render(<SimulatorApp options={options} windows={windows} />);
void windows.openFirst();
