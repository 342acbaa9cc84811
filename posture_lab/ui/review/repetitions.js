// The table of repetitions: jump to each, what to work on, and how its score is made.

function makeRepetitions(data, onJump) {
  const rows = counted(data);
  const node = element("div", { class: "repetitions" });
  if (!rows.length && !data.partials.length) return { node, mark() {} };
  const kind = data.reps.length || !data.holds.length ? "Repetition" : "Posture";
  const body = element("tbody");
  const made = rows.map((rep, index) => repetition(rep, index, onJump));
  for (const { row, detail } of made) body.append(row, detail);
  for (const part of data.partials) body.append(partial(part, onJump));
  node.append(element("table", { class: "reps", "data-testid": "rep-table" },
    element("caption", {}, data.video ? "Choose one to jump there in the clip." : "Choose one to see it in the plot."),
    element("thead", {}, element("tr", {}, ...[kind, "Score", "What to take from it"].map(
      (title) => element("th", { scope: "col" }, title)))),
    body));
  return {
    node,
    mark(current) {
      made.forEach(({ row }, index) => {
        row.classList.toggle("current", index === current);
        if (index === current) row.setAttribute("aria-current", "true");
        else row.removeAttribute("aria-current");
      });
    },
  };
}

function jumpButton(item, testid, jump) {
  const button = element("button", { type: "button", class: "jump", "data-testid": testid },
    element("span", { class: "play", "aria-hidden": "true" }, "▶"),
    element("span", {}, item.title), " ", element("span", { class: "when" }, item.when));
  button.addEventListener("click", jump);
  return button;
}

function repetition(rep, index, onJump) {
  const id = `${rep.title.toLowerCase().replace(" ", "-")}-score`;
  const toggle = element("button", {
    type: "button", class: "why", "aria-expanded": "false", "aria-controls": id,
    "data-testid": `why-${rep.label}`,
  }, "How this score is made");
  const detail = element("tr", { class: "detail", id, hidden: true },
    element("td", { colspan: 3 }, criteria(rep)));
  toggle.addEventListener("click", () => {
    detail.hidden = !detail.hidden;
    toggle.setAttribute("aria-expanded", String(!detail.hidden));
  });
  const jump = () => onJump(index, rep.start);
  const row = element("tr", { class: "rep-row", "data-testid": `rep-${rep.label}` },
    element("th", { scope: "row" }, jumpButton(rep, `jump-${rep.label}`, jump)),
    element("td", { class: "score" }, scoreMark(rep)),
    element("td", {},
      element("ul", { class: "advice", "data-testid": "advice", "data-cue-ids": rep.cue_ids.join(" ") },
        ...rep.advice.map((text) => element("li", {}, text))),
      rep.criteria.length ? toggle : null));
  row.addEventListener("click", (event) => { if (!event.target.closest("button")) jump(); });
  return { row, detail };
}

function scoreMark(rep) {
  const bar = element("span", { class: "bar", "aria-hidden": "true" });
  bar.style.setProperty("--share", rep.score === null ? 0 : rep.score / 100);
  return element("span", { class: rep.score === null ? "mark unjudged" : "mark" },
    element("span", {}, rep.score_text), rep.score === null ? null : bar);
}

function criteria(rep) {
  const rows = rep.criteria.map((item) => {
    const bar = element("span", { class: "bar", "aria-hidden": "true" });
    bar.style.setProperty("--share", item.share ?? 0);
    return element("tr", {},
      element("th", { scope: "row" }, item.title),
      element("td", { "data-label": "Found" }, item.found),
      element("td", { "data-label": "Target" }, item.target),
      element("td", { "data-label": "Points" },
        element("span", {}, item.points), item.share === null ? null : bar,
        item.reason ? element("span", { class: "reason" }, item.reason) : null));
  });
  return element("table", { class: "criteria", "data-testid": "criteria" },
    element("thead", {}, element("tr", {}, ...["Looked at", "Found", "Target", "Points"].map(
      (title) => element("th", { scope: "col" }, title)))),
    element("tbody", {}, ...rows));
}

function partial(part, onJump) {
  const row = element("tr", { class: "rep-row partial-row", "data-testid": "partial-row" },
    element("th", { scope: "row" }, jumpButton(part, "jump-partial", () => onJump(null, part.start))),
    element("td", { class: "score" }, element("span", { class: "mark unjudged" }, "–")),
    element("td", {}, part.reason));
  return row;
}
