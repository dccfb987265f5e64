// A figure that asks for a guess first, and then shows guess and outcome side by side.
"use strict";
var livingFigures = window.livingFigures || {};
window.livingFigures = livingFigures;

livingFigures.Guess = class {
  constructor(figure) {
    this.figure = figure;
    this.spec = figure.spec.guess;
    this.controls = this.spec.controls.map((spec) => livingFigures.control(spec, () => this.moved()));
    this.verdict = livingFigures.element("p", { class: "experiment-verdict", "aria-live": "polite" });
    this.button = livingFigures.button("Show what happens", () => this.reveal());
    const rows = this.controls.map((control) => control.row);
    const question = livingFigures.element("p", {}, this.spec.question);
    this.form = livingFigures.element("div", { class: "experiment-guess" }, question, ...rows, this.button);
    figure.element.querySelector("figcaption").prepend(this.form, this.verdict);
    this.area = livingFigures.drag(figure, this.controls);
    for (const artist of Object.values(figure.spec.artists)) {
      for (const id of artist.ids) {
        figure.element.querySelector(`[id="${id}"]`).toggleAttribute("data-moving", true);
      }
    }
    this.hide();
  }

  get value() {
    return this.controls.map((control) => Number(control.spec.stops[control.place]));
  }

  get text() {
    return this.controls.map((control) => control.spec.texts[control.place]).join(", ");
  }

  get state() {
    return { places: this.controls.map((control) => control.place), revealed: this.revealed };
  }

  restore({ places, revealed }) {
    this.controls.forEach((control, i) => (control.place = places[i]));
    this.mark();
    if (revealed) this.uncover();
  }

  moved() {
    this.mark();
    livingFigures.address.keep();
  }

  hide() {
    this.revealed = false;
    this.figure.element.classList.add("experiment-guessing");
    this.form.hidden = false;
    if (this.area) this.area.style.display = "";
    this.verdict.textContent = "";
    this.mark();
  }

  /** Put the artist that stands for the guess, if there is one, where the guess is. */
  mark() {
    const { spec, element } = this.figure;
    const artist = spec.artists.guess;
    if (!artist) return;
    element.querySelector(`[id="${artist.ids[0]}"]`).removeAttribute("data-moving");
    this.move ??= livingFigures.mover(element, artist, spec.axes);
    const isLine = artist.kind === "vertical" || artist.kind === "horizontal";
    this.move(isLine ? this.value[0] : [this.value]);
  }

  reveal() {
    this.uncover();
    return this.figure.changed();
  }

  uncover() {
    this.revealed = true;
    this.figure.element.classList.remove("experiment-guessing");
    this.form.hidden = true;
    if (this.area) this.area.style.display = "none"; // the start beneath it can be dragged
  }

  /** Say what was guessed and what came of it. */
  compare() {
    if (!this.revealed) return;
    const { outcome } = this.figure.result;
    this.verdict.textContent = `Your guess: ${this.text}. The outcome: ${outcome}.`;
  }
};
