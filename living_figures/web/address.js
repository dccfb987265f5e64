// The settings of the figures: of one in the page's address, `#figure=3,14,0`, the number of each
// control's stop, which is a link to share; of all in the tab, for a reload and the way back.
"use strict";
var livingFigures = window.livingFigures || {};
window.livingFigures = livingFigures;

livingFigures.address = (() => {
  const tab = livingFigures.store("sessionStorage", "settings");
  let timer = null;

  const fragment = (figure) => `#${figure.element.id}=${figure.places.join(",")}`;
  const link = (figure) => location.href.split("#")[0] + fragment(figure);

  /** The figure that the address names and its places; null if it says nothing usable. */
  function parse() {
    const [id, list] = location.hash.slice(1).replace(/%2C/gi, ",").replace(/%3D/gi, "=").split("=");
    const figure = livingFigures.figures.get(id);
    if (!figure || !/^\d{1,4}(,\d{1,4})*$/.test(list ?? "")) return null;
    const places = list.split(",").map(Number);
    return places.length === figure.places.length ? { figure, places } : null;
  }

  /** Go to the figure that the address names, and set it as that says. */
  function arrive() {
    const { figure, places } = parse() ?? {};
    if (!figure) return;
    figure.places = places;
    figure.changed();
    const { element } = figure;
    for (let fold = element; (fold = fold.parentElement.closest("details")); ) fold.open = true;
    element.scrollIntoView();
    // What is above may still grow.
    if (document.readyState !== "complete")
      addEventListener("load", () => element.scrollIntoView(), { once: true });
  }

  /** As the page opens: all figures as they were left, or one as a link says. */
  function open() {
    addEventListener("hashchange", arrive);
    const [{ type } = {}] = performance.getEntriesByType("navigation");
    const kept = type === "reload" || type === "back_forward" ? tab.read() : tab.remove();
    if (!kept) return arrive();
    for (const [id, state] of Object.entries(kept)) livingFigures.figures.get(id)?.restore(state);
  }

  /** Keep the figures' settings in the tab. */
  function keep() {
    const states = [...livingFigures.figures].map(([id, figure]) => [id, figure.state]);
    tab.write(Object.fromEntries(states));
  }

  function write(figure) {
    keep();
    clearTimeout(timer); // browsers allow few changes of address a second
    timer = setTimeout(() => history.replaceState(history.state, "", fragment(figure)), 300);
  }

  /** A button that copies the link to a figure as it is set now. */
  function copier(figure) {
    const said = livingFigures.element("span", { role: "status" });
    const button = livingFigures.button("Copy link", async () => {
      said.textContent = "";
      try {
        await navigator.clipboard.writeText(link(figure));
        said.textContent = " Copied: the link leads to this figure as it is set now.";
      } catch {
        history.replaceState(history.state, "", fragment(figure));
        said.textContent = " This browser does not let a page copy; the link is its address now.";
      }
    });
    return [button, said];
  }

  return { open, keep, write, copier };
})();
