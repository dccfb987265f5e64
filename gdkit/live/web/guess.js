// A figure that asks for a guess first, and then shows guess and outcome side by side.
"use strict";
var gdkit = window.gdkit || {};
window.gdkit = gdkit;

gdkit.Guess = class {
  constructor(figure) {
    this.figure = figure;
    this.spec = figure.spec.guess;
    this.controls = this.spec.controls.map((spec) => gdkit.control(spec, () => this.mark()));
    this.verdict = gdkit.element("p", { class: "experiment-verdict", "aria-live": "polite" });
    this.button = gdkit.button("Show what happens", () => this.reveal());
    const rows = this.controls.map((control) => control.row);
    const question = gdkit.element("p", {}, this.spec.question);
    this.form = gdkit.element("div", { class: "experiment-guess" }, question, ...rows, this.button);
    figure.element.querySelector("figcaption").prepend(this.form, this.verdict);
    gdkit.drag(figure, this.controls);
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

  hide() {
    this.revealed = false;
    this.figure.element.classList.add("experiment-guessing");
    this.form.hidden = false;
    this.verdict.textContent = "";
    this.mark();
  }

  /** Put the artist that stands for the guess, if there is one, where the guess is. */
  mark() {
    const { spec, element } = this.figure;
    const artist = spec.artists.guess;
    if (!artist) return;
    element.querySelector(`[id="${artist.ids[0]}"]`).removeAttribute("data-moving");
    this.move ??= gdkit.mover(element, artist, spec.axes);
    const isLine = artist.kind === "vertical" || artist.kind === "horizontal";
    this.move(isLine ? this.value[0] : [this.value]);
  }

  async reveal() {
    this.revealed = true;
    this.figure.element.classList.remove("experiment-guessing");
    this.form.hidden = true;
    await this.figure.changed();
  }

  /** Say what was guessed and what came of it. */
  compare() {
    if (!this.revealed) return;
    const { outcome } = this.figure.result;
    const shown = [outcome].flat().map((v) => (typeof v === "number" ? +v.toPrecision(4) : v));
    this.verdict.textContent = `Your guess: ${this.text}. The outcome: ${gdkit.minus(shown.join(", "))}.`;
  }
};
