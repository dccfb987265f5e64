// Drag a point, such as the start of a descent, on the picture itself.
"use strict";
var livingFigures = window.livingFigures || {};
window.livingFigures = livingFigures;

/** Returns the group that takes the pointer and shows the handle; null if there is no such point. */
livingFigures.drag = (figure, controls) => {
  const dragged = controls.filter((control) => control.spec.along);
  if (!dragged.length) return null;
  const svg = figure.element.querySelector("svg");
  const axes = figure.spec.axes[dragged[0].spec.axes];
  const toData = { x: livingFigures.inverse(axes.x), y: livingFigures.inverse(axes.y) };
  const toSvg = { x: livingFigures.along(axes.x), y: livingFigures.along(axes.y) };
  const [{ svg: [left, right] }, { svg: [bottom, top] }] = [axes.x, axes.y];
  const handle = draw("circle", { class: "experiment-handle", r: 8 });
  const size = { x: left, y: top, width: right - left, height: bottom - top };
  const area = draw("rect", { ...size, class: "experiment-drag", fill: "transparent" });
  const group = draw("g", {}, handle, area);
  svg.append(group);

  function draw(tag, attributes, ...children) {
    const made = document.createElementNS(svg.namespaceURI, tag);
    for (const [name, value] of Object.entries(attributes)) made.setAttribute(name, value);
    made.append(...children);
    return made;
  }

  /** Keep the handle where the point is, however it was set. */
  function follow() {
    for (const { spec, place } of dragged)
      handle.setAttribute(`c${spec.along}`, toSvg[spec.along](Number(spec.stops[place])).toFixed(2));
  }
  for (const control of dragged) control.moved = follow;
  follow();

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
    if (!event.isPrimary) return; // a second finger pinches
    area.setPointerCapture(event.pointerId);
    put(event);
  });
  area.addEventListener("pointermove", (event) => {
    if (area.hasPointerCapture(event.pointerId)) put(event);
  });
  return group;
};
