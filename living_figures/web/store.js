// What a tab (`sessionStorage`) or a device (`localStorage`) keeps for this page, if it may.
"use strict";
var livingFigures = window.livingFigures || {};
window.livingFigures = livingFigures;

livingFigures.store = (area, what) => {
  const key = `living figures, ${what}: ${location.pathname}`;

  /** Whatever use of the storage; null where the browser forbids it, or nothing is kept. */
  function attempt(use) {
    try {
      return use(window[area]);
    } catch {
      return null;
    }
  }

  return {
    read: () => attempt((storage) => JSON.parse(storage.getItem(key))),
    write: (value) => attempt((storage) => storage.setItem(key, JSON.stringify(value))),
    remove: () => attempt((storage) => storage.removeItem(key)),
  };
};
