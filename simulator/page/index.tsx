import { createRoot } from "react-dom/client";

const root = document.getElementById("root");
if (root !== null) createRoot(root).render(<iframe title="台账核对" src="taskpane.html" width="350" height="700" />);
