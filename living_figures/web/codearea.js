// A field to write Python in: numbered lines, indentation by keys, and a mark at a mistake.
"use strict";
var livingFigures = window.livingFigures || {};
window.livingFigures = livingFigures;

livingFigures.codeArea = (() => {
  const { element } = livingFigures;
  const INDENT = "    ";

  /** Put text in place of a part of the field, so that Control and Z takes it back. */
  function replace(area, from, to, text) {
    area.focus();
    area.setSelectionRange(from, to);
    const done = document.execCommand(text ? "insertText" : "delete", false, text);
    if (!done) area.setRangeText(text, from, to, "end");
  }

  const lineStart = (area) => area.value.lastIndexOf("\n", area.selectionStart - 1) + 1;

  /** Indent the selected lines, or take that back. */
  function indent(area, back) {
    const { value, selectionStart: from, selectionEnd: to } = area;
    if (from === to && !back) return replace(area, from, to, INDENT);
    const start = lineStart(area);
    const next = value.indexOf("\n", Math.max(from, to - 1));
    const lines = value.slice(start, next < 0 ? value.length : next);
    const moved = back ? lines.replace(/^ {1,4}/gm, "") : lines.replace(/^(?=.)/gm, INDENT);
    if (moved === lines) return;
    replace(area, start, start + lines.length, moved);
    const caret = Math.max(start, from - lines.length + moved.length);
    area.setSelectionRange(...(from === to ? [caret, caret] : [start, start + moved.length]));
  }

  /** Begin a line under the one before; after a colon, a step further in. */
  function breakLine(area) {
    const line = area.value.slice(lineStart(area), area.selectionStart);
    const deeper = /:\s*(#.*)?$/.test(line) ? INDENT : "";
    replace(area, area.selectionStart, area.selectionEnd, `\n${/^ */.exec(line)[0]}${deeper}`);
  }

  /** Make a field; `run` and `leave` are what Control and Enter, and Escape, do. */
  return (text, label, { run, leave, changed }) => {
    const area = element("textarea", {
      spellcheck: "false",
      autocapitalize: "off",
      autocomplete: "off",
      "aria-label": `${label}. Control and Enter runs it, Escape leaves it.`,
      rows: Math.min(24, text.split("\n").length),
    });
    // No pre: a theme may make each of those a stop for the keyboard.
    const numbers = element("div", { class: "experiment-lines", "aria-hidden": "true" });
    let first = 1; // the number of the first line
    let mistaken = 0;
    area.value = text;

    function number() {
      const lines = area.value.split("\n").map((_, i) => first + i);
      const marked = lines.map((line) => (line === mistaken ? element("mark", {}, line) : line));
      numbers.replaceChildren(...marked.flatMap((line) => [line, "\n"]));
      numbers.scrollTop = area.scrollTop;
    }

    area.addEventListener("input", () => {
      mistaken = 0;
      number();
      changed();
    });
    area.addEventListener("scroll", () => (numbers.scrollTop = area.scrollTop));
    area.addEventListener("keydown", (event) => {
      const { key } = event;
      const quiet = event.isComposing || event.altKey;
      if (key === "Enter" && (event.ctrlKey || event.metaKey)) run();
      else if (key === "Escape") leave(); // Tab indents, so something else must lead out
      else if (key === "Tab" && !quiet && !event.ctrlKey) indent(area, event.shiftKey);
      else if (key === "Enter" && !quiet && !event.shiftKey) breakLine(area);
      else return;
      event.preventDefault();
    });
    number();

    return {
      element: element("div", { class: "experiment-code" }, numbers, area),
      get value() {
        return area.value;
      },
      set value(value) {
        if (value !== area.value) replace(area, 0, area.value.length, value);
      },
      /** Number the lines from `from` on, and mark the one with a mistake, if it is here. */
      mark(from, line) {
        if (from === first && line === mistaken) return; // nearly always: a layout costs time
        [first, mistaken] = [from, line];
        number();
      },
    };
  };
})();
