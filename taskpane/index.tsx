import { createRoot } from "react-dom/client";

const root = document.getElementById("root");
if (root !== null) void Office.onReady(() => createRoot(root).render(<p>台账核对</p>));
