/** Runs before office.js in the simulated pane: connects window.external and window._richApiNativeBridge to the page around it. */
export {};
