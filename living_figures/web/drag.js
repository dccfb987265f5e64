// Drag a point, such as the start of a descent, on the picture itself.
"use strict";
var livingFigures = window.livingFigures || {};
window.livingFigures = livingFigures;

livingFigures.drag = (figure, controls) => {
  const dragged = controls.filter((control) => control.spec.along);
  if (!dragged.length) return;
  const svg = figure.element.querySelector("svg");
  const { x, y } = figure.spec.axes[dragged[0].spec.axes];
  const toData = { x: livingFigures.inverse(x), y: livingFigures.inverse(y) };
  const area = document.createElementNS(svg.namespaceURI, "rect");
  const width = x.svg[1] - x.svg[0];
  const height = y.svg[0] - y.svg[1];
  const shape = { x: x.svg[0], y: y.svg[1], width, height, fill: "transparent" };
  for (const [name, value] of Object.entries(shape)) area.setAttribute(name, value);
  area.classList.add("experiment-drag");
  svg.append(area);

  function put(event) {
    const screen = new DOMPoint(event.clientX, event.clientY);
    const point = screen.matrixTransform(svg.getScreenCTM().inverse());
    for (const control of dragged) {
      const { along, stops } = control.spec;
      const wanted = toData[along](point[along]);
      const distances = stops.map((stop) => Math.abs(Number(stop) - wanted));
      control.place = distances.indexOf(Math.min(...distances));
    }
    dragged[0].changed();
  }

  area.addEventListener("pointerdown", (event) => {
    area.setPointerCapture(event.pointerId);
    put(event);
  });
  area.addEventListener("pointermove", (event) => {
    if (area.hasPointerCapture(event.pointerId)) put(event);
  });
};
