// "Edit this experiment": the figure's very source, to change and run; what a reader typed is kept.
"use strict";
var livingFigures = window.livingFigures || {};
window.livingFigures = livingFigures;

livingFigures.editor = (figure) => {
  const { element, button } = livingFigures;
  const { id } = figure.element;
  const original = { source: figure.spec.source, words: figure.spec.words };
  const device = livingFigures.store("localStorage", "code");
  const kept = device.read()?.[id];
  const error = element("pre", { class: "experiment-error", role: "alert" });
  const printed = element("pre", { class: "experiment-printed", "aria-label": "What print has written" });
  const note = element("p", { class: "experiment-kept" });
  note.append("Your changes are kept on this device, in this browser, until you reset the code.");
  const keys = { run, changed, leave: () => runButton.focus() };
  const code = kept ?? original;
  const areas = {
    source: livingFigures.codeArea(code.source, "The Python of this experiment", keys),
    words: livingFigures.codeArea(code.words, "The Python of the words under the figure", keys),
  };
  const runButton = button("Run (Ctrl+Enter)", run);
  const resetButton = button("Reset the code", () => (isChanged() ? ask(true) : reset()));
  const sure = button("Yes, drop my changes", reset);
  const question = element("span", {}, " Really? ", sure, " ", button("No, keep them", () => ask(false)));
  const undoButton = button("Undo the reset", undo);
  let dropped = null; // what the last reset took away

  const typed = () => ({ source: areas.source.value, words: areas.words.value });
  const isChanged = () => Object.keys(original).some((part) => areas[part].value !== original[part]);

  function fill(code) {
    for (const part of Object.keys(areas)) areas[part].value = code[part];
    changed();
  }

  /** Keep what stands there, if it is the reader's. */
  function changed() {
    const { [id]: _, ...others } = device.read() ?? {};
    device.write(isChanged() ? { ...others, [id]: typed() } : others);
    note.hidden = !isChanged();
    undoButton.hidden = true;
    ask(false);
  }

  async function run() {
    figure.code = typed();
    await figure.show();
  }

  function ask(yes) {
    const hadFocus = question.contains(document.activeElement);
    question.hidden = !yes;
    if (yes) sure.focus();
    else if (hadFocus) resetButton.focus();
  }

  function reset() {
    dropped = isChanged() ? typed() : null;
    fill(original);
    undoButton.hidden = !dropped;
    (dropped ? undoButton : resetButton).focus();
    run();
  }

  function undo() {
    fill(dropped);
    runButton.focus();
    run();
  }

  /** Say what came of a run: its mistake, where it is, and what it printed. */
  function tell(answer) {
    const mistake = answer.error ?? "";
    const places = [...mistake.matchAll(/File "experiment", line (\d+)/g)];
    const line = Number(places.at(-1)?.[1] ?? 0);
    areas.source.mark(1, line);
    areas.words.mark(wordsFrom(), line);
    if (line >= wordsFrom()) folded.open = true;
    error.textContent = mistake;
    const text = answer.printed ?? "";
    if (text === printed.textContent) return;
    printed.textContent = text;
    printed.tabIndex = text ? 0 : -1;
  }

  /** The number of the first line of the words, which run after the source: see worker.js. */
  const wordsFrom = () => figure.code.source.split("\n").length + 2;

  const folded = element("details", { class: "experiment-words" });
  folded.append(element("summary", {}, "What is said of it: caption and tasks"), areas.words.element);
  const buttons = element("p", {}, runButton, " ", resetButton, question, " ", undoButton);
  const summary = element("summary", {}, "Edit this experiment");
  const editor = element("details", { class: "experiment-editor" });
  editor.append(summary, note, areas.source.element, folded, buttons, error);
  figure.code = code;
  areas.words.mark(wordsFrom(), 0);
  editor.open = Boolean(kept);
  note.hidden = !kept;
  question.hidden = undoButton.hidden = true;
  figure.element.append(printed, editor);
  return { tell, isKept: Boolean(kept) };
};
