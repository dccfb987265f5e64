// Lets the keyboard reach what is scrolled sideways as soon as it can be seen: the theme looks for it
// when a page is loaded, and code in a solution has less width once that is opened.
"use strict";

(() => {
  const SCROLLED = "pre, .cell_output > .output, .pst-scrollable-table-container";

  const observer = new ResizeObserver((entries) => {
    for (const { target } of entries) {
      const scrolls =
        target.scrollWidth > target.clientWidth || target.scrollHeight > target.clientHeight;
      target.tabIndex = scrolls ? 0 : -1;
    }
  });

  addEventListener("DOMContentLoaded", () => {
    for (const element of document.querySelectorAll(SCROLLED)) observer.observe(element);
  });
})();
