// The signals over time: one panel per unit, with error bands, repetitions and the time cursor.

const COLORS = 12; // --line-0 ... --line-11 in the style sheet
const MARGIN = { left: 46, right: 12, top: 24, bottom: 22 };

function makePlot(data, onSeek, onChoose) {
  const signals = data.plot.signals.map((signal, index) => ({ ...signal, color: index % COLORS }));
  const time = data.plot.time;
  const end = data.duration || time[time.length - 1] || 1;
  const panels = element("div", {
    class: "panels", tabindex: 0, role: "slider", "aria-label": "Time in the clip",
    "aria-valuemin": 0, "aria-valuemax": end.toFixed(1), "data-testid": "review-plot",
  });
  const chips = element("div", {
    class: "chips", role: "group", "aria-label": "What the plot shows", "data-testid": "signal-choice",
  });
  const node = element("div", { class: "graph", role: "group", "aria-label": "Angles over time" }, chips, panels, shapesInWords(data), legend(data));
  const hatch = `hatch-${Math.random().toString(36).slice(2)}`;
  let now = 0;
  let cursors = [];
  let width = 0;
  let chosen = null;

  for (const signal of signals) {
    signal.reading = element("span", { class: "reading" });
    const chip = element("button", {
      type: "button", class: "chip", "aria-pressed": String(signal.shown),
      "data-testid": `signal-${signal.name}`,
    }, element("span", { class: "swatch" }), element("span", {}, signal.title), signal.reading);
    chip.style.setProperty("--line", `var(--line-${signal.color})`);
    chip.addEventListener("click", () => {
      signal.shown = !signal.shown;
      chip.setAttribute("aria-pressed", String(signal.shown));
      draw();
    });
    chips.append(chip);
  }

  const x = (seconds) => MARGIN.left + (seconds / end) * (width - MARGIN.left - MARGIN.right);
  const secondsAt = (event) => {
    const left = panels.getBoundingClientRect().left;
    const inside = (event.clientX - left - MARGIN.left) / (width - MARGIN.left - MARGIN.right);
    return clamp(inside, 0, 1) * end;
  };

  function draw() {
    width = panels.clientWidth || 600;
    cursors = [];
    const groups = [...new Set(signals.filter((signal) => signal.shown).map((s) => s.group))];
    panels.replaceChildren(...groups.map((group, index) =>
      panel(group, signals.filter((s) => s.shown && s.group === group), index === 0)));
    // Without angles the repetitions still have their times.
    if (!signals.length && counted(data).length) panels.append(panel("", [], false));
    if (!groups.length) panels.append(element("p", { class: "note" }, empty()));
    if (data.shapes.length) panels.append(strip());
    point(now);
  }

  function empty() {
    if (signals.length) return "Choose what to show above.";
    return counted(data).length
      ? "The angles over time are not part of this result: it was saved by an older version or "
        + "brought back by a reload. Check the clip again and save it anew to have them."
      : "Nothing could be measured here.";
  }

  function panel(group, shown, first) {
    const height = first ? (width < 480 ? 230 : 290) : (shown.length ? 140 : 90);
    const scale = makeScale(shown, height);
    const root = svg("svg", {
      class: "panel", viewBox: `0 0 ${width} ${height}`, width, height, "aria-hidden": "true",
    });
    root.append(hatching(hatch), ...windows(height), ...axes(scale, height, group));
    for (const signal of shown) root.append(...curve(signal, scale));
    const cursor = svg("line", { class: "cursor", y1: MARGIN.top - 6, y2: height - MARGIN.bottom });
    cursors.push(cursor);
    root.append(cursor);
    return root;
  }

  function strip() {
    const root = shapeStrip(data, x, width, `${hatch}-shapes`);
    const cursor = svg("line", { class: "cursor", y1: 0, y2: root.getAttribute("height") });
    cursors.push(cursor);
    root.append(cursor);
    return root;
  }

  function windows(height) {
    const box = (from, to, kind, extra = {}) => svg("rect", {
      class: kind, x: x(from), width: Math.max(x(to) - x(from), 2), y: MARGIN.top,
      height: height - MARGIN.top - MARGIN.bottom, ...extra,
    });
    const drawn = [];
    for (const part of data.neutral) drawn.push(box(part.start, part.end, "neutral"));
    for (const part of data.partials) {
      drawn.push(box(part.start, part.end, "partial",
        { fill: `url(#${hatch})`, "data-testid": "plot-partial" }));
    }
    counted(data).forEach((rep, index) => {
      const middle = x((rep.start + rep.end) / 2);
      drawn.push(box(rep.start, rep.end, index === chosen ? "rep chosen" : "rep",
        { "data-testid": `plot-rep-${rep.label}` }));
      if (rep.turn !== null) {
        drawn.push(svg("line", { class: "turn", x1: x(rep.turn), x2: x(rep.turn),
          y1: MARGIN.top, y2: height - MARGIN.bottom }));
      }
      drawn.push(svg("text", { class: "tag", x: middle, y: MARGIN.top - 8, "text-anchor": "middle" },
        rep.label));
    });
    return drawn;
  }

  function axes(scale, height, group) {
    const drawn = [svg("text", { class: "unit", x: 2, y: 12 }, group)];
    for (const tick of group ? scale.ticks : []) {
      const y = scale.y(tick);
      drawn.push(svg("line", { class: tick === 0 ? "zero" : "grid", x1: MARGIN.left,
        x2: width - MARGIN.right, y1: y, y2: y }));
      drawn.push(svg("text", { class: "tick", x: MARGIN.left - 6, y: y + 4, "text-anchor": "end" },
        String(tick).replace("-", "−")));
    }
    for (const tick of steps(0, end, Math.max(Math.floor(width / 90), 2))) {
      drawn.push(svg("text", { class: "tick", x: x(tick), y: height - 6, "text-anchor": "middle" },
        end < 120 ? `${tick} s` : clock(tick)));
    }
    return drawn;
  }

  function curve(signal, scale) {
    let line = "";
    const bands = [];
    for (const [from, to] of stretches(signal.values)) {
      const above = [];
      const below = [];
      for (let i = from; i < to; i += 1) {
        const error = signal.errors[i] ?? 0;
        line += `${i === from ? "M" : "L"}${x(time[i]).toFixed(1)} ${scale.y(signal.values[i]).toFixed(1)}`;
        above.push(`${x(time[i]).toFixed(1)} ${scale.y(signal.values[i] + error).toFixed(1)}`);
        below.push(`${x(time[i]).toFixed(1)} ${scale.y(signal.values[i] - error).toFixed(1)}`);
      }
      bands.push(`M${above.join("L")}L${below.reverse().join("L")}Z`);
    }
    const style = `--line: var(--line-${signal.color})`;
    return [
      svg("path", { class: "band", d: bands.join(""), style }),
      svg("path", { class: "line", d: line, style, "data-testid": `line-${signal.name}` }),
    ];
  }

  function point(seconds) {
    now = seconds;
    const at = x(clamp(seconds, 0, end));
    for (const cursor of cursors) { cursor.setAttribute("x1", at); cursor.setAttribute("x2", at); }
    panels.setAttribute("aria-valuenow", seconds.toFixed(1));
    panels.setAttribute("aria-valuetext", clock(seconds));
    const index = nearest(time, seconds);
    for (const signal of signals) {
      signal.reading.textContent = signal.shown ? reading(signal, index) : "";
    }
  }

  let dragging = false;
  panels.addEventListener("pointerdown", (event) => {
    if (event.button !== 0 || !width) return;
    dragging = true;
    panels.setPointerCapture(event.pointerId);
    onSeek(secondsAt(event));
    const index = counted(data).findIndex((rep) =>
      secondsAt(event) >= rep.start && secondsAt(event) <= rep.end);
    if (index >= 0) onChoose(index);
  });
  panels.addEventListener("pointermove", (event) => { if (dragging) onSeek(secondsAt(event)); });
  for (const over of ["pointerup", "pointercancel"]) {
    panels.addEventListener(over, () => { dragging = false; });
  }
  panels.addEventListener("keydown", (event) => {
    const step = {
      ArrowLeft: -0.1, ArrowDown: -0.1, ArrowRight: 0.1, ArrowUp: 0.1,
      PageDown: -1, PageUp: 1, Home: -end, End: end,
    }[event.key];
    if (step === undefined) return;
    event.preventDefault();
    onSeek(clamp(now + step, 0, end));
  });
  const watch = new ResizeObserver(() => { if (panels.clientWidth !== width) draw(); });
  watch.observe(panels);
  draw();
  return { node, point, choose(index) { chosen = index; draw(); }, stop() { watch.disconnect(); } };
}

function counted(data) { return [...data.reps, ...data.holds]; }

function reading(signal, index) {
  const value = signal.values[index];
  if (value === null || value === undefined) return "not seen";
  const error = signal.errors[index];
  const text = figure(value, signal.decimals);
  return text + (error === null ? "" : ` ± ${figure(error, signal.decimals)}`) + signal.suffix;
}
