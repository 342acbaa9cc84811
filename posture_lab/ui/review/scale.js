// Axes and series: round steps, the value range of what is shown, unbroken stretches.

function makeScale(shown, height) {
  let low = 0;
  let high = 0;
  for (const signal of shown) {
    signal.values.forEach((value, i) => {
      if (value === null) return;
      const error = signal.errors[i] ?? 0;
      low = Math.min(low, value - error);
      high = Math.max(high, value + error);
    });
  }
  if (high - low < 1e-9) high = low + 1;
  const room = (high - low) * 0.05;
  const ticks = steps(low - room, high + room, height > 200 ? 7 : 3);
  const y = (value) => MARGIN.top + (1 - (value - low + room) / (high - low + 2 * room))
    * (height - MARGIN.top - MARGIN.bottom);
  return { ticks, y };
}

function steps(low, high, count) {
  const rough = (high - low) / count;
  const power = 10 ** Math.floor(Math.log10(rough));
  const size = [1, 2, 2.5, 5, 10].map((factor) => factor * power).find((step) => step >= rough);
  const ticks = [];
  for (let tick = Math.ceil(low / size); tick * size <= high; tick += 1) {
    ticks.push(Number((tick * size).toPrecision(10)));
  }
  return ticks;
}

function stretches(values) {
  const found = [];
  let from = null;
  values.forEach((value, i) => {
    if (value !== null && from === null) from = i;
    if (value === null && from !== null) { found.push([from, i]); from = null; }
  });
  if (from !== null) found.push([from, values.length]);
  return found;
}

function nearest(time, seconds) {
  let low = 0;
  let high = time.length - 1;
  while (low < high) {
    const middle = (low + high) >> 1;
    if (time[middle] < seconds) low = middle + 1; else high = middle;
  }
  return low > 0 && seconds - time[low - 1] < time[low] - seconds ? low - 1 : low;
}

function hatching(id) {
  return svg("defs", {}, svg("pattern", {
    id, width: 8, height: 8, patternUnits: "userSpaceOnUse", patternTransform: "rotate(45)",
  }, svg("line", { class: "hatch", x1: 0, y1: 0, x2: 0, y2: 8 })));
}

function legend(data) {
  const entry = (kind, text) => element("span", { class: "entry" },
    element("span", { class: `key ${kind}`, "aria-hidden": "true" }), text);
  return element("p", { class: "legend" },
    ...(data.video ? [["back", "line along the back, in the clip"], ["front", "line along the front of the trunk, in the clip"]]
      .map(([kind, text]) => entry(`edge ${kind}`, text)) : []),
    data.reps.length ? entry("rep", "counted repetition, line at its turn") : null,
    data.holds.length ? entry("rep", "posture judged") : null,
    data.partials.length ? entry("partial", "started, not counted") : null,
    data.neutral.length ? entry("neutral", "own neutral, taken from here") : null,
    data.plot.signals.length ? entry("band", "within the measuring error") : null,
    ...data.shapes.map((shape) => entry(`shape-${shape.shape}`, shape.meaning)),
    data.plot.unseen.length
      ? element("span", { class: "entry" }, `Could not be measured here: ${data.plot.unseen.join(", ")}.`)
      : null);
}
