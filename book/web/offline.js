// Asks the browser to keep this page for reading without a network.
"use strict";

(() => {
  const root = new URL("..", document.currentScript.src);
  if (!navigator.serviceWorker || location.protocol === "file:") return; // nothing to be done there

  const first = !navigator.serviceWorker.controller;

  /** Tell the worker what to keep: all that the page has loaded without it, and Python. */
  function tell({ active }) {
    if (document.querySelector("figure.experiment") && !navigator.connection?.saveData)
      active.postMessage([new URL("_static/living_figures/python.js", root).href]);
    if (!first) return;
    active.postMessage([root.href, location.href.split("#")[0]]);
    const names = (entries) => entries.map((entry) => entry.name);
    new PerformanceObserver((list) => active.postMessage(names(list.getEntries()))).observe({
      type: "resource",
      buffered: true, // those of before, too
    });
  }

  addEventListener("load", () => {
    navigator.serviceWorker.register(new URL("sw.js", root)).catch(() => {}); // it is an extra
    navigator.serviceWorker.ready.then(tell);
  });
})();
