// "Edit this experiment": the figure's very source, to change and run.
"use strict";
var gdkit = window.gdkit || {};
window.gdkit = gdkit;

gdkit.editor = (figure) => {
  const { source } = figure.spec;
  const area = gdkit.element("textarea", {
    spellcheck: "false",
    autocapitalize: "off",
    autocomplete: "off",
    "aria-label": "The Python of this experiment. Control and Enter runs it, Escape leaves it.",
    rows: Math.min(24, source.split("\n").length),
  });
  area.value = source;
  const error = gdkit.element("pre", { class: "experiment-error", role: "alert" });

  async function run() {
    figure.source = area.value;
    error.textContent = (await figure.show()) ?? "";
  }

  function reset() {
    area.value = source;
    run();
  }

  const runButton = gdkit.button("Run (Ctrl+Enter)", run);
  area.addEventListener("keydown", (event) => {
    if (event.key === "Enter" && (event.ctrlKey || event.metaKey)) {
      event.preventDefault();
      run();
    } else if (event.key === "Escape") {
      runButton.focus(); // Tab indents, so something else must lead out
    } else if (event.key === "Tab" && !event.shiftKey) {
      event.preventDefault();
      area.setRangeText("    ", area.selectionStart, area.selectionEnd, "end");
    }
  });
  const buttons = gdkit.element("p", {}, runButton, " ", gdkit.button("Reset the code", reset));
  const summary = gdkit.element("summary", {}, "Edit this experiment");
  return gdkit.element("details", { class: "experiment-editor" }, summary, area, buttons, error);
};
