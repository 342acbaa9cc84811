// The three shapes over time: a quiet row for each below the plot, and the same in words.

const SHAPE_ROW = 20;
const SHAPE_BAR = 13;

function shapeStrip(data, x, width, hatch) {
  const height = data.shapes.length * SHAPE_ROW + 6;
  const root = svg("svg", {
    viewBox: `0 0 ${width} ${height}`, width, height, "aria-hidden": "true",
    "data-testid": "shape-strip",
  }, hatching(hatch));
  data.shapes.forEach((shape, row) => {
    const y = row * SHAPE_ROW;
    root.append(
      svg("text", { class: "tick", x: MARGIN.left - 6, y: y + 11, "text-anchor": "end" }, shape.title),
      svg("line", { class: "grid", x1: MARGIN.left, x2: width - MARGIN.right,
        y1: y + SHAPE_BAR + 3, y2: y + SHAPE_BAR + 3 }));
    for (const part of shape.windows) {
      const place = { x: x(part.start), width: Math.max(x(part.end) - x(part.start), 2), y, rx: 3,
        height: SHAPE_BAR };
      const said = svg("title", {}, `${shape.title}, ${part.when}`);
      root.append(svg("rect", { class: `shape-${shape.shape}`, ...place }, said));
      // What can only be estimated is hatched, so that it does not take colour to see it.
      if (shape.estimate) {
        root.append(svg("rect", { ...place, fill: `url(#${hatch})`, "pointer-events": "none" }));
      }
    }
  });
  return root;
}

function shapesInWords(data) {
  if (!data.shapes.length) return null;
  return element("ul", { class: "in-words", "aria-label": "Shapes over time", "data-testid": "shape-list" },
    ...data.shapes.map((shape) => element("li", {},
      `${shape.title}${shape.estimate ? ", an estimate" : ""}: `
      + shape.windows.map((part) =>
        part.score === null ? part.when : `${part.when}, score ${part.score}`).join("; "))));
}
