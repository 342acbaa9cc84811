// Small helpers to build elements. Text is always set as text, never as markup.

const SVG = "http://www.w3.org/2000/svg";

function element(tag, attributes = {}, ...children) {
  const made = document.createElement(tag);
  return fill(made, attributes, children);
}

function svg(tag, attributes = {}, ...children) {
  const made = document.createElementNS(SVG, tag);
  return fill(made, attributes, children);
}

function fill(made, attributes, children) {
  for (const [name, value] of Object.entries(attributes)) {
    if (value !== null && value !== undefined && value !== false) {
      made.setAttribute(name, value === true ? "" : value);
    }
  }
  made.append(...children.filter((child) => child !== null && child !== undefined));
  return made;
}

// A number as people read it: with a true minus, and none before a zero.
function figure(value, decimals) {
  return value.toFixed(decimals).replace(/^-(?=0(\.0*)?$)/, "").replace("-", "−");
}

// Browsers take a table that a phone shows in blocks for no table at all, unless its parts say so.
const ROLES = { TABLE: "table", THEAD: "rowgroup", TBODY: "rowgroup", TR: "row", TD: "cell" };

function readAsTable(table) {
  for (const part of [table, ...table.querySelectorAll("thead, tbody, tr, td, th")]) {
    part.setAttribute("role",
      ROLES[part.tagName] ?? (part.scope === "col" ? "columnheader" : "rowheader"));
  }
  return table;
}

function clock(seconds) {
  const tenths = Math.round(Math.max(seconds, 0) * 10);
  const rest = tenths % 600;
  return `${Math.floor(tenths / 600)}:${String(Math.floor(rest / 10)).padStart(2, "0")}.${rest % 10}`;
}

function clamp(value, low, high) {
  return Math.min(Math.max(value, low), high);
}
