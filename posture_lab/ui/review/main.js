// Puts the parts together. Streamlit calls the default export on every rerun with the same parent.

const shown = new WeakMap();

export default function ({ parentElement, data }) {
  const root = parentElement.querySelector(".review");
  const before = shown.get(root);
  if (!before || before.id !== data.id || before.video !== data.video) {
    if (before) before.stop();
    shown.set(root, build(root, data));
  }
  return () => {
    const review = shown.get(root);
    if (review) review.stop();
    shown.delete(root);
  };
}

function build(root, data) {
  const all = counted(data);
  const spoken = element("p", { class: "spoken", role: "status", "aria-live": "polite" });
  let current = -1;

  const clip = makeClip(data, (seconds) => {
    plot.point(seconds);
    const inside = all.findIndex((rep) => seconds >= rep.start - 0.05 && seconds < rep.end);
    if (inside !== current) { current = inside; table.mark(inside); }
  });
  const choose = (index) => plot.choose(index);
  const plot = makePlot(data, (seconds) => clip.seek(seconds), choose);
  const table = makeRepetitions(data, (index, start) => {
    choose(index);
    clip.seek(start);
    (data.video ? clip : plot).node.scrollIntoView({ block: "nearest", behavior: still() ? "instant" : "smooth" });
    const what = index === null ? "Not counted" : all[index].title;
    spoken.textContent = `${what}, ${data.video ? "clip at " : ""}${clock(start)}.`;
  });
  root.replaceChildren(
    element("div", { class: layout(data) }, data.video ? clip.node : null, plot.node),
    table.node, spoken);
  return { id: data.id, video: data.video, stop() { clip.stop(); plot.stop(); } };
}

function still() { return window.matchMedia("(prefers-reduced-motion: reduce)").matches; }

function layout(data) {
  if (!data.video) return "top alone";
  return data.aspect < 1 ? "top tall" : "top";
}
