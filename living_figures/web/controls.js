// The controls of a figure: native inputs, each with a label and its value in words.
"use strict";
var livingFigures = window.livingFigures || {};
window.livingFigures = livingFigures;

livingFigures.element = (tag, attributes = {}, ...children) => {
  const made = document.createElement(tag);
  for (const [name, value] of Object.entries(attributes)) made.setAttribute(name, value);
  made.append(...children);
  return made;
};

livingFigures.button = (text, clicked) => {
  const made = livingFigures.element("button", { type: "button" }, text);
  made.addEventListener("click", clicked);
  return made;
};

/** Make a control: `place` is the number of its stop; `changed` tells that a reader moved it. */
livingFigures.control = (() => {
  const { element, button } = livingFigures;
  let count = 0;

  function control(spec, changed) {
    const id = `experiment-control-${++count}`;
    const input = inputs[spec.kind](spec, id);
    input.autocomplete = "off"; // or a browser fills it in again, and no one else hears of it
    const value = element("output", { for: id, "aria-live": "off" }); // the input itself is spoken
    const row = element("div", { class: "experiment-control" });
    row.append(element("label", { for: id }, spec.label), input);
    if (spec.kind !== "choice") row.append(value);
    const made = {
      spec,
      row,
      input,
      changed,
      get place() {
        if (spec.kind === "switch") return Number(input.checked);
        return spec.kind === "choice" ? input.selectedIndex : Number(input.value);
      },
      set place(place) {
        const nearest = Math.max(0, Math.min(spec.stops.length - 1, Math.round(place)));
        if (spec.kind === "switch") input.checked = Boolean(nearest);
        else if (spec.kind === "choice") input.selectedIndex = nearest;
        else input.value = nearest;
        made.tell();
      },
      tell() {
        const words = spec.texts[made.place];
        value.textContent = words;
        if (input.type === "range") input.setAttribute("aria-valuetext", words);
        made.moved?.();
      },
    };
    made.place = spec.first;
    input.addEventListener("input", () => {
      made.tell();
      changed();
    });
    if (spec.kind === "steps") row.append(...player(made, changed));
    return made;
  }

  function range(spec, id) {
    return element("input", { type: "range", id, min: 0, max: spec.stops.length - 1, step: 1 });
  }

  const inputs = {
    slider: range,
    steps: range,
    switch: (spec, id) => element("input", { type: "checkbox", id, role: "switch" }),
    choice: (spec, id) =>
      element("select", { id }, ...spec.texts.map((text) => element("option", {}, text))),
  };

  /** Buttons that play, pause and step through a control's stops. */
  function player(made, changed) {
    const last = made.spec.stops.length - 1;
    let timer = null;
    const go = (place) => {
      made.place = place;
      changed();
    };
    /** While it plays, a screen reader hears nothing of the captions, and then the last. */
    const hush = (quiet) => {
      const caption = made.row.closest("figure").querySelector(".experiment-caption");
      caption.setAttribute("aria-live", quiet ? "off" : "polite");
    };
    made.pause = () => {
      if (!timer) return;
      clearInterval(timer);
      timer = null;
      play.textContent = "Play";
      hush(false);
      changed();
    };
    function tick() {
      if (made.place >= last) made.pause();
      else go(made.place + 1);
    }
    const play = button("Play", () => {
      if (timer) return made.pause();
      if (made.place >= last) go(0);
      hush(true);
      timer = setInterval(tick, 100);
      play.textContent = "Pause";
    });
    const step = button("Step", () => {
      made.pause();
      go(made.place >= last ? 0 : made.place + 1);
    });
    made.input.addEventListener("pointerdown", made.pause);
    return [play, step];
  }

  return control;
})();
