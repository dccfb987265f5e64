// Moves the artists of a figure's SVG to new data, as Matplotlib would draw them.
"use strict";
var gdkit = window.gdkit || {};
window.gdkit = gdkit;

(() => {
  const FAR = 1e5; // SVG's single precision ends here; a clipped picture shows no difference

  function along({ scale, data, svg }) {
    const f = scale === "log" ? (v) => (v > 0 ? Math.log10(v) : -1000) : (v) => v;
    const low = f(data[0]);
    const stretch = (svg[1] - svg[0]) / (f(data[1]) - low);
    const place = (v) => Math.max(-FAR, Math.min(FAR, svg[0] + (f(v) - low) * stretch));
    return (v) => (Number.isFinite(v) ? place(v) : NaN);
  }

  function polyline(points) {
    let path = "";
    let pen = "M";
    for (const [x, y] of points) {
      if (Number.isFinite(x) && Number.isFinite(y)) {
        path += `${pen}${x.toFixed(3)} ${y.toFixed(3)}`;
        pen = "L";
      } else pen = "M";
    }
    return path;
  }

  /** Put one copy of the template's marker at each point. Those there are moved: new ones cost more. */
  function stamp(group, points) {
    const copies = [...group.querySelectorAll("use")];
    if (!copies.length) return;
    const shown = points.filter(([x, y]) => Number.isFinite(x) && Number.isFinite(y));
    if (!shown.length) shown.push([-FAR, -FAR]); // one stays as the template
    copies.splice(shown.length).forEach((copy) => copy.remove());
    while (copies.length < shown.length) {
      copies.push(copies[0].parentNode.appendChild(copies[0].cloneNode()));
    }
    copies.forEach((copy, i) => {
      copy.setAttribute("x", shown[i][0].toFixed(3));
      copy.setAttribute("y", shown[i][1].toFixed(3));
    });
  }

  /** Return a function that draws new data for one artist. */
  function mover(figure, spec, axes) {
    const groups = spec.ids.map((id) => figure.querySelector(`[id="${id}"]`));
    const [group] = groups;
    if (spec.template !== undefined) group.innerHTML = spec.template;
    const x = spec.axes === null ? null : along(axes[spec.axes].x);
    const y = spec.axes === null ? null : along(axes[spec.axes].y);
    const toSvg = (points) => points.map(([a, b]) => [x(a), y(b)]);
    const [left, right] = spec.axes === null ? [] : axes[spec.axes].x.svg;
    const [bottom, top] = spec.axes === null ? [] : axes[spec.axes].y.svg;
    const path = group.querySelector(":scope > path");
    const movers = {
      line(points) {
        const drawn = toSvg(points);
        path?.setAttribute("d", polyline(drawn));
        stamp(group, drawn);
      },
      scatter: (points) => stamp(group, toSvg(points)),
      vertical: (v) => path.setAttribute("d", polyline([[x(v), bottom], [x(v), top]])),
      horizontal: (v) => path.setAttribute("d", polyline([[left, y(v)], [right, y(v)]])),
      shown: (yes) => (group.style.display = yes ? "" : "none"),
      text: (words) => (group.querySelector("text").textContent = words),
      "bars-vertical": (lengths) =>
        lengths.forEach((length, i) => {
          const [low, high, base] = spec.bars[i];
          box(groups[i], x(low), x(high), y(base), y(base + length));
        }),
      "bars-horizontal": (lengths) =>
        lengths.forEach((length, i) => {
          const [low, high, base] = spec.bars[i];
          box(groups[i], x(base), x(base + length), y(low), y(high));
        }),
    };
    return movers[spec.kind];
  }

  function box(group, x0, x1, y0, y1) {
    const corners = [[x0, y0], [x1, y0], [x1, y1], [x0, y1]];
    group.querySelector("path").setAttribute("d", polyline(corners) + "Z");
  }

  /** Where on an axis a point of the SVG lies, in data: the inverse of `along`. */
  function inverse({ scale, data, svg }) {
    const log = scale === "log";
    const [low, high] = log ? data.map(Math.log10) : data;
    return (s) => {
      const v = low + ((s - svg[0]) / (svg[1] - svg[0])) * (high - low);
      return log ? 10 ** v : v;
    };
  }

  gdkit.mover = mover;
  gdkit.inverse = inverse;
})();
