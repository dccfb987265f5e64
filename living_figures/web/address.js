// The settings in the page's address, `#figure=3,14,0`: the number of each control's stop.
"use strict";
var livingFigures = window.livingFigures || {};
window.livingFigures = livingFigures;

livingFigures.address = (() => {
  let timer = null;

  /** Set a figure's controls as the address says; false if it says nothing usable. */
  function read(figure) {
    const [id, list] = location.hash.slice(1).split("=");
    if (id !== figure.element.id || !/^\d{1,4}(,\d{1,4})*$/.test(list ?? "")) return false;
    const places = list.split(",").map(Number);
    if (places.length !== figure.controls.length) return false;
    figure.controls.forEach((control, i) => (control.place = places[i]));
    return true;
  }

  function write(figure) {
    const address = `#${figure.element.id}=${figure.places.join(",")}`;
    clearTimeout(timer); // browsers allow few changes of address a second
    timer = setTimeout(() => history.replaceState(null, "", address), 300);
  }

  return { read, write };
})();
