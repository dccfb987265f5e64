// Moves the artists of a figure's SVG to new data, as Matplotlib would draw them.
"use strict";
var livingFigures = window.livingFigures || {};
window.livingFigures = livingFigures;

(() => {
  const FAR = 1e4; // what lies beyond is cut off: SVG counts in single precision
  const FARTHEST = 1e150; // differences of such numbers are still finite

  function along({ scale, data, svg }) {
    const f = scale === "log" ? (v) => (v > 0 ? Math.log10(v) : -1000) : (v) => v;
    const low = f(data[0]);
    const stretch = (svg[1] - svg[0]) / (f(data[1]) - low);
    const place = (v) => Math.max(-FARTHEST, Math.min(FARTHEST, svg[0] + (f(v) - low) * stretch));
    return (v) => (Number.isFinite(v) ? place(v) : NaN);
  }

  const isNear = ([x, y]) => Math.abs(x) <= FAR && Math.abs(y) <= FAR;

  /** The part of a segment that lies within FAR, as [from, to]; null if none does. */
  function cut([x0, y0], [x1, y1]) {
    let [enter, leave] = [0, 1];
    for (const [a, d] of [[x0, x1 - x0], [y0, y1 - y0]]) {
      if (d === 0 && Math.abs(a) > FAR) return null;
      if (d === 0) continue;
      enter = Math.max(enter, (-Math.sign(d) * FAR - a) / d);
      leave = Math.min(leave, (Math.sign(d) * FAR - a) / d);
    }
    const at = (t) => [x0 + t * (x1 - x0), y0 + t * (y1 - y0)];
    return enter <= leave ? [at(enter), at(leave)] : null;
  }

  /** The path of a line through points; it stops where one is not finite, and at FAR. */
  function polyline(points) {
    let path = "";
    let last = null; // the point before, if it is finite
    let pen = null; // where the path ends, as text
    for (const point of points) {
      if (!Number.isFinite(point[0] + point[1])) {
        last = null;
        continue;
      }
      const part = last ? cut(last, point) : isNear(point) ? [point, point] : null;
      if (part) {
        const [from, to] = part.map(([x, y]) => `${x.toFixed(3)} ${y.toFixed(3)}`);
        if (from !== pen) path += `M${from}`;
        if (last) path += `L${to}`;
        pen = to;
      }
      last = point;
    }
    return path;
  }

  /** Put one copy of the template's marker at each point. Those there are moved: new ones cost more. */
  function stamp(group, points) {
    const copies = [...group.querySelectorAll("use")];
    if (!copies.length) return;
    const shown = points.filter(isNear);
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
    const shown = corners.map((corner) => corner.map((v) => Math.max(-FAR, Math.min(FAR, v))));
    group.querySelector("path").setAttribute("d", `${polyline(shown)}Z`);
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

  livingFigures.mover = mover;
  livingFigures.inverse = inverse;
})();
