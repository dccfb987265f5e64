// Brings each figure of a page to life.
"use strict";
var livingFigures = window.livingFigures || {};
window.livingFigures = livingFigures;

livingFigures.Figure = class {
  /** `element` is the <figure> of the page; its script holds what Python said of it. */
  constructor(element) {
    this.element = element;
    this.spec = JSON.parse(element.querySelector(":scope > script").textContent);
    this.caption = element.querySelector(".experiment-caption");
    this.caption.setAttribute("aria-live", "polite");
    this.svg = element.querySelector("svg");
    this.alt = this.svg.getAttribute("aria-label");
    this.said = livingFigures.element("p", { class: "experiment-said", role: "status" });
    element.append(this.said);
    this.goals = [...element.querySelectorAll(".experiment-goals li")];
    const changed = () => this.changed();
    this.controls = this.spec.controls.map((spec) => livingFigures.control(spec, changed));
    this.addPanel();
    this.letKeysScroll(element.querySelector(".experiment-picture"));
    livingFigures.drag(this, this.controls);
    if (this.spec.guess) this.guess = new livingFigures.Guess(this);
    if (this.spec.source !== undefined) this.prepare();
  }

  get places() {
    return this.controls.map((control) => control.place);
  }

  set places(places) {
    this.controls.forEach((control, i) => (control.place = places[i]));
  }

  /** All that a reader has set. */
  get state() {
    return { places: this.places, guess: this.guess?.state };
  }

  /** Be again as a reader left it. */
  restore({ places, guess }) {
    const first = JSON.stringify(this.state);
    this.places = places;
    if (guess) this.guess?.restore(guess);
    if (JSON.stringify(this.state) !== first) this.refresh();
  }

  /** What a result moves: all artists with a gid but the guess, which is the reader's to move. */
  get moving() {
    return Object.entries(this.spec.artists).filter(([gid]) => gid !== "guess");
  }

  addPanel() {
    const reset = livingFigures.button("Reset", () => this.reset());
    const rows = this.controls.map((control) => control.row);
    const parts = [...rows, reset, " ", ...livingFigures.address.copier(this)];
    const panel = livingFigures.element("div", { class: "experiment-controls" }, ...parts);
    this.element.querySelector(".experiment-settings").replaceWith(panel);
  }

  /** A picture that is wider than its frame can be reached and scrolled by the keyboard. */
  letKeysScroll(frame) {
    new ResizeObserver(() => {
      if (frame.scrollWidth > frame.clientWidth) frame.setAttribute("tabindex", 0);
      else frame.removeAttribute("tabindex");
    }).observe(frame);
  }

  /** Offer the code, and run it once, unseen, as soon as a reader means to use the figure. */
  prepare() {
    this.editor = livingFigures.editor(this);
    if (this.editor.isKept) this.refresh();
    const start = () => {
      if (!this.asked) livingFigures.runtime.run(this).catch(() => {}); // a change will say why
      this.asked = true;
    };
    for (const intent of ["pointerover", "focusin", "touchstart"])
      this.element.addEventListener(intent, start, { once: true, passive: true });
  }

  reset() {
    for (const control of this.controls) {
      control.pause?.();
      control.place = control.spec.first;
    }
    this.guess?.hide();
    this.changed();
  }

  /** Show the picture at the controls' settings, and keep them in the address. */
  changed() {
    livingFigures.address.write(this);
    return this.refresh();
  }

  async refresh() {
    const error = await this.show();
    if (error) this.caption.textContent = error.trim().split("\n").pop();
  }

  /** Compute and draw; return an error's text, or null. */
  async show() {
    this.asked = true; // no run unseen may take the place of one to be shown
    let answer;
    const slow = setTimeout(() => (this.element.dataset.state = "busy"), 200);
    try {
      answer = this.spec.table ? this.lookUp() : await livingFigures.runtime.run(this);
      if (!answer) return null; // a newer setting took this one's place
      if (!answer.error) this.draw(answer.result);
    } catch (error) {
      answer = { error: error.message };
    } finally {
      clearTimeout(slow);
    }
    this.element.dataset.state = answer.error ? "error" : "live";
    this.editor?.tell(answer);
    return answer.error ?? null;
  }

  lookUp() {
    const { controls, table } = this.spec;
    return { result: table[this.places.reduce((at, p, i) => at * controls[i].stops.length + p, 0)] };
  }

  draw(result) {
    const { axes } = this.spec;
    this.movers ??= this.moving.map(([gid, artist]) => [
      gid,
      livingFigures.mover(this.element, artist, axes),
    ]);
    for (const [gid, move] of this.movers) move(result.data[gid]);
    this.caption.textContent = result.caption;
    const { svg, alt } = this;
    svg.setAttribute("aria-label", `${alt} ${result.caption}`);
    for (const goal of this.goals) {
      const met = Boolean(result.goals[goal.textContent]);
      if (met && goal.dataset.met === "false") this.said.textContent = `Done: ${goal.textContent}`;
      goal.dataset.met = met;
    }
    this.result = result;
    this.guess?.compare();
  }
};

livingFigures.figures = new Map();

document.addEventListener("DOMContentLoaded", () => {
  for (const element of document.querySelectorAll("figure.experiment")) {
    livingFigures.figures.set(element.id, new livingFigures.Figure(element));
  }
  livingFigures.address.open();
});
