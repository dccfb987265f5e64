// Moves the artists of a figure's SVG to new data, as Matplotlib would draw them.
"use strict";
var livingFigures = window.livingFigures || {};
window.livingFigures = livingFigures;

(() => {
  const FAR = 1e4; // what lies beyond is cut off: SVG counts in single precision
  const FARTHEST = 4e307; // differences of such numbers, and their lengths, are still finite

  function along({ scale, data, svg }) {
    const f = scale === "log" ? (v) => (v > 0 ? Math.log10(v) : -1000) : (v) => v;
    const low = f(data[0]);
    const stretch = (svg[1] - svg[0]) / (f(data[1]) - low);
    const place = (v) => Math.max(-FARTHEST, Math.min(FARTHEST, svg[0] + (f(v) - low) * stretch));
    return (value) => {
      const v = typeof value === "bigint" ? Number(value) : value; // a large whole number of Python's
      return Number.isFinite(v) ? place(v) : NaN;
    };
  }

  const isNear = ([x, y]) => Math.abs(x) <= FAR && Math.abs(y) <= FAR;

  /** The part of a segment that lies within FAR, as [from, to]; null if none does. */
  function cut(from, to) {
    if (isNear(from) && isNear(to)) return [from, to];
    const length = Math.hypot(to[0] - from[0], to[1] - from[1]);
    if (length === 0) return null;
    const [u, v] = [(to[0] - from[0]) / length, (to[1] - from[1]) / length];
    // A huge number and a small one add up to the huge one, so we count from a point at hand:
    // an end of the segment, or the point of its line that is nearest to the corner of the SVG.
    const away = from[0] * v - from[1] * u;
    const [x, y] = [from, to].find(isNear) ?? [away * v, -away * u];
    const along = ([a, b]) => (a - x) * u + (b - y) * v;
    let [enter, leave] = [along(from), along(to)];
    for (const [a, d] of [[x, u], [y, v]]) {
      if (d === 0 && Math.abs(a) > FAR) return null;
      if (d === 0) continue;
      enter = Math.max(enter, (-Math.sign(d) * FAR - a) / d);
      leave = Math.min(leave, (Math.sign(d) * FAR - a) / d);
    }
    const at = (s) => [x + s * u, y + s * v];
    if (enter > leave) return null;
    return [isNear(from) ? from : at(enter), isNear(to) ? to : at(leave)];
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
          box(groups[i], x(low), x(high), y(base), y(base + Number(length)));
        }),
      "bars-horizontal": (lengths) =>
        lengths.forEach((length, i) => {
          const [low, high, base] = spec.bars[i];
          box(groups[i], x(base), x(base + Number(length)), y(low), y(high));
        }),
    };
    return movers[spec.kind];
  }

  function box(group, x0, x1, y0, y1) {
    const corners = [[x0, y0], [x1, y0], [x1, y1], [x0, y1]];
    const shown = corners.map((corner) => corner.map((v) => Math.max(-FAR, Math.min(FAR, v))));
    const isSomewhere = shown.flat().every(Number.isFinite);
    group.querySelector("path").setAttribute("d", isSomewhere ? `${polyline(shown)}Z` : "");
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
  livingFigures.along = along;
  livingFigures.inverse = inverse;
})();
