// "Edit this experiment": the figure's very source, to change and run.
"use strict";
var livingFigures = window.livingFigures || {};
window.livingFigures = livingFigures;

livingFigures.editor = (figure) => {
  const { element, button } = livingFigures;
  const { source, words } = figure.spec;
  const error = element("pre", { class: "experiment-error", role: "alert" });
  const runButton = button("Run (Ctrl+Enter)", run);
  const update = area(source, "The Python of this experiment");
  const said = area(words, "The Python of the words under the figure");

  async function run() {
    figure.code = { source: update.value, words: said.value };
    error.textContent = (await figure.show()) ?? "";
  }

  function reset() {
    update.value = source;
    said.value = words;
    run();
  }

  /** A field to write Python in: Control and Enter runs it, Tab indents. */
  function area(text, label) {
    const made = element("textarea", {
      spellcheck: "false",
      autocapitalize: "off",
      autocomplete: "off",
      "aria-label": `${label}. Control and Enter runs it, Escape leaves it.`,
      rows: Math.min(24, text.split("\n").length),
    });
    made.value = text;
    made.addEventListener("keydown", (event) => {
      if (event.key === "Enter" && (event.ctrlKey || event.metaKey)) {
        event.preventDefault();
        run();
      } else if (event.key === "Escape") {
        runButton.focus(); // Tab indents, so something else must lead out
      } else if (event.key === "Tab" && !event.shiftKey) {
        event.preventDefault();
        made.setRangeText("    ", made.selectionStart, made.selectionEnd, "end");
      }
    });
    return made;
  }

  const folded = element("details", { class: "experiment-words" });
  folded.append(element("summary", {}, "What is said of it: caption and tasks"), said);
  const buttons = element("p", {}, runButton, " ", button("Reset the code", reset));
  const summary = element("summary", {}, "Edit this experiment");
  const editor = element("details", { class: "experiment-editor" });
  editor.append(summary, update, folded, buttons, error);
  return editor;
};
