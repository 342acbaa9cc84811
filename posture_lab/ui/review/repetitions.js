// The table of repetitions: a line each to jump to it, and how its score is made.

function makeRepetitions(data, onJump) {
  const rows = counted(data);
  const node = element("div", { class: "repetitions" });
  if (!rows.length && !data.partials.length) return { node, mark() {} };
  const kind = data.reps.length || !data.holds.length ? "Repetition" : "Posture";
  const body = element("tbody");
  const made = rows.map((rep, index) => repetition(rep, index, onJump));
  for (const { row, detail } of made) body.append(row, detail);
  for (const part of data.partials) body.append(partial(part, onJump));
  node.append(readAsTable(element("table", { class: "reps", "data-testid": "rep-table" },
    element("caption", {}, data.video ? "Choose one to jump there in the clip." : "Choose one to see it in the plot."),
    element("thead", {}, element("tr", {}, ...[kind, "Score", "What to work on", "Details"].map(
      (title) => element("th", { scope: "col" }, title)))),
    body)));
  if (rows.length > 1 && rows.some((rep) => rep.criteria.judged.length)) node.append(overall(data.overall, kind));
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
  const id = `${rep.title.toLowerCase().replace(/[^a-z0-9]+/g, "-")}-score`;
  const toggle = element("button", {
    type: "button", class: "why", "aria-expanded": "false", "aria-controls": id,
    "aria-label": `Details of ${rep.title.toLowerCase()}`, "data-testid": `why-${rep.label}`,
  }, "Details");
  const detail = element("tr", { class: "detail", id, hidden: true },
    element("td", { colspan: 4 },
      element("ul", { class: "advice", "data-testid": "advice", "data-cue-ids": rep.cue_ids.join(" ") },
        ...rep.advice.map((text) => element("li", {}, text))),
      criteria(rep.criteria)));
  toggle.addEventListener("click", () => {
    detail.hidden = !detail.hidden;
    toggle.setAttribute("aria-expanded", String(!detail.hidden));
  });
  const jump = () => onJump(index, rep.start);
  const row = element("tr", { class: "rep-row", "data-testid": `rep-${rep.label}` },
    element("th", { scope: "row" }, jumpButton(rep, `jump-${rep.label}`, jump)),
    element("td", { class: "score" }, scoreMark(rep)),
    element("td", { class: "work" }, ...rep.tags.map(
      (tag) => element("span", { class: tag.sure ? "tag-cue" : "tag-cue perhaps" }, tag.text)),
      rep.reason ? element("span", { class: "reason" }, rep.reason) : null,
      rep.tags.length || rep.reason ? null : element("span", { class: "none" }, "–")),
    element("td", { class: "more" }, toggle));
  row.addEventListener("click", (event) => { if (!event.target.closest("button")) jump(); });
  return { row, detail };
}

function scoreMark(rep) {
  return element("span", { class: rep.score === null ? "mark unjudged" : "mark" },
    rep.score_text, rep.judged ? element("span", { class: "from" }, ` ${rep.judged}`) : null);
}

// What was looked at over all of them; closed, so that the page stays short.
function overall(items, kind) {
  return element("details", { class: "overall", "data-testid": "overall" },
    element("summary", {}, `What was looked at, over all ${kind.toLowerCase()}s`), criteria(items));
}

function criteria(items) {
  const rows = items.judged.map((item) => {
    const bar = element("span", { class: "bar", "aria-hidden": "true" });
    bar.style.setProperty("--share", item.share ?? 0);
    return element("tr", {},
      element("th", { scope: "row" }, item.title),
      element("td", { "data-label": "Found" }, item.found),
      element("td", { "data-label": "Target" }, item.target),
      element("td", { "data-label": item.share === null ? "Result" : "Points" },
        element("span", {}, item.points), item.share === null ? null : bar));
  });
  const last = items.judged.some((item) => item.share !== null) ? "Points" : "Result";
  const table = readAsTable(element("table", { class: "criteria", "data-testid": "criteria" },
    element("thead", {}, element("tr", {}, ...["Looked at", "Found", "Target", last].map(
      (title) => element("th", { scope: "col" }, title)))),
    element("tbody", {}, ...rows)));
  return element("div", {}, rows.length ? table : null, ...items.unjudged.map((item) =>
    element("p", { class: "not-judged" },
      element("strong", {}, `Not judged: ${item.titles}.`), ` ${item.reason}`)));
}

function partial(part, onJump) {
  const row = element("tr", { class: "rep-row partial-row", "data-testid": "partial-row" },
    element("th", { scope: "row" }, jumpButton(part, "jump-partial", () => onJump(null, part.start))),
    element("td", { class: "score" }, element("span", { class: "mark unjudged" }, "–")),
    element("td", { colspan: 2 }, part.reason));
  return row;
}
