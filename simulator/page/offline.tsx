import { createRoot } from "react-dom/client";

/** The worker's text lies in the page; a page opened as a file cannot load a worker from beside itself. */
function startWorker(): Worker {
  const text = document.getElementById("engine-worker")?.textContent ?? "";
  return new Worker(URL.createObjectURL(new Blob([text], { type: "text/javascript" })));
}

const root = document.getElementById("root");
if (root !== null) {
  createRoot(root).render(<p>台账核对</p>);
  startWorker();
}
