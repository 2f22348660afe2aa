/** Runs before office.js in the simulated pane: the page around it puts window.external and window._richApiNativeBridge here. */
interface Surroundings {
  attachPane?: (pane: Window) => void;
}

(window.parent as Surroundings).attachPane?.(window);

export {};
