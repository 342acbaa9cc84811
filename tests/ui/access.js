// Probes for tests/ui/access.py: what is on the page now, through every shadow root.
window.access = (() => {
  const CONTROLS = "a[href], button, input, select, textarea, summary, video, main, "
    + "[role=slider], [role=combobox], [tabindex]";
  const MAIN = "[data-testid^=stBaseButton], [data-testid=stButtonGroup] button, summary, "
    + ".stSelectbox [role=group], [data-testid=stTextInputRootElement], [data-testid$=NavLink], "
    + ".chip, .jump, .why, .practise button, .practise select";
  const BORDERED = "[data-testid=stBaseButton-secondary], [data-testid=stButtonGroup] button, "
    + ".stSelectbox [role=group], [data-testid=stTextInputRootElement], "
    + "[data-testid=stFileUploaderDropzone], .chip";
  // What stands for a control where the control itself is not what is seen or touched.
  const WHOLE = ".stSelectbox [role=group], [data-testid=stTextInputRootElement], label";

  const up = (node) => node.parentElement ?? node.getRootNode().host ?? null;
  function* all(selector, root = document) {
    for (const node of root.querySelectorAll("*")) {
      if (node.matches(selector)) yield node;
      if (node.shadowRoot) yield* all(selector, node.shadowRoot);
    }
  }
  const name = (node) => `${node.dataset?.testid ?? node.tagName} `
    + (node.getAttribute("aria-label") ?? node.textContent).trim().replace(/\s+/g, " ").slice(0, 40);
  const there = (node) => {
    const { width, height } = node.getBoundingClientRect();
    return width > 0 && height > 0 && node.checkVisibility({ visibilityProperty: true })
      && !node.closest("[inert], [aria-hidden=true]");
  };
  function holds(node, other) {
    for (; other; other = up(other)) if (other === node) return true;
    return false;
  }
  const whole = (node) => (node.matches("input") && node.closest(WHOLE)) || node;

  const pen = document.createElement("canvas").getContext("2d", { willReadFrequently: true });
  function rgba(color) {
    pen.clearRect(0, 0, 1, 1);
    pen.fillStyle = color;
    pen.fillRect(0, 0, 1, 1);
    return [...pen.getImageData(0, 0, 1, 1).data];
  }
  const light = (color) => color.slice(0, 3).map((c) => c / 255)
    .map((c) => (c <= 0.03928 ? c / 12.92 : ((c + 0.055) / 1.055) ** 2.4))
    .reduce((sum, c, i) => sum + c * [0.2126, 0.7152, 0.0722][i], 0);
  function contrast(one, other) {
    const [high, low] = [light(one), light(other)].sort((a, b) => b - a);
    return (high + 0.05) / (low + 0.05);
  }
  function ground(node) {
    for (; node; node = up(node)) {
      const color = rgba(getComputedStyle(node).backgroundColor);
      if (color[3] === 255) return color;
    }
    return [255, 255, 255, 255];
  }

  const controls = () => [...all(CONTROLS)]
    .filter((node) => node.tabIndex >= 0 && there(whole(node)) && !node.matches("main, [data-testid=stSkipToContent]"))
    .map(whole).map((node) => {
      const { width, height } = node.getBoundingClientRect();
      return { name: name(node), main: node.matches(MAIN), width: Math.round(width), height: Math.round(height) };
    });

  const faintBorders = () => [...all(BORDERED)]
    .filter((node) => there(node) && !node.matches(":disabled, :has(:disabled)"))
    .map((node) => [name(node), contrast(rgba(getComputedStyle(node).borderTopColor), ground(up(node)))])
    .filter(([, ratio]) => ratio < 3).map(([of, ratio]) => `${of}: ${ratio.toFixed(2)}`);

  const headings = () => [...all("h1, h2, h3, h4, h5, h6")].filter(there)
    .map((node) => [Number(node.tagName[1]), node.textContent]);

  const sideways = () => [...all("html, body, main, [data-testid=stSidebarNavItems], [data-testid=stTopNav], .review, .practise")]
    .filter((node) => there(node) && node.scrollWidth > node.clientWidth + 1)
    .map((node) => `${name(node)}: ${node.scrollWidth} in ${node.clientWidth}`);

  let been = new Set();
  let first = null;
  const focused = () => {
    let at = document.activeElement;
    while (at?.shadowRoot?.activeElement) at = at.shadowRoot.activeElement;
    return at;
  };
  function startWalk() {
    document.activeElement?.blur();
    document.querySelector("[data-testid=stMain]").scrollTop = 0;
    // From the very beginning of the page, wherever was clicked before.
    const top = document.createElement("span");
    top.tabIndex = -1;
    document.body.prepend(top);
    top.focus();
    top.remove();
    [been, first] = [new Set(), null];
  }
  function ringOf(node) {
    for (let depth = 0; node && depth < 5; node = up(node), depth += 1) {
      const { outlineStyle, outlineWidth, outlineColor } = getComputedStyle(node);
      const color = rgba(outlineColor);
      if (outlineStyle !== "none" && parseFloat(outlineWidth) >= 2 && color[3] === 255) {
        return { node, ratio: contrast(color, ground(up(node))) };
      }
    }
    return null;
  }
  function stop() {
    const at = focused();
    if (!at || at === document.body || at === document.documentElement || at === first) return null;
    first ??= at;
    // The browser draws the ring of each of its own controls inside a clip.
    const inside = at.tagName === "VIDEO" && been.has(at);
    been.add(at);
    const ring = ringOf(at);
    const node = ring?.node ?? at;
    const box = node.getBoundingClientRect();
    const x = Math.min(Math.max(box.x + box.width / 2, 1), innerWidth - 1);
    const y = Math.min(Math.max(box.y + Math.min(box.height, innerHeight) / 2, 1), innerHeight - 1);
    let over = document.elementFromPoint(x, y);
    while (over?.shadowRoot?.elementFromPoint(x, y)) {
      const deeper = over.shadowRoot.elementFromPoint(x, y);
      if (deeper === over) break;
      over = deeper;
    }
    const main = document.querySelector("[data-testid=stMain]");
    const scrolled = main.contains(node) || node.getRootNode() !== document ? main.scrollTop : 0;
    return {
      name: name(at), ring: inside ? 99 : ring?.ratio ?? 0,
      seen: box.bottom > 0 && box.top < innerHeight && box.right > 0 && box.left < innerWidth
        && (holds(node, over) || holds(over, node) || holds(node.closest("label"), over)),
      left: box.left, top: box.top + scrolled, width: box.width, height: box.height,
    };
  }
  const missed = () => [...all(CONTROLS)].filter((node) => node.tabIndex >= 0 && !been.has(node)
    && there(whole(node)) && !node.matches(":disabled, main")
    // Of a group of radio buttons one is a stop; the arrow keys choose.
    && !node.matches("[role=radio], input[type=radio]")).map(name);

  // The app hands its colours on to our components a moment later.
  function inColours(scheme) {
    const app = rgba(getComputedStyle(document.querySelector("[data-testid=stApp]")).backgroundColor);
    return (light(app) < 0.5) === (scheme === "dark") && [...all(".review, .practise")]
      .every((node) => {
        const handed = rgba(getComputedStyle(node).getPropertyValue("--st-background-color"));
        return handed.every((part, at) => part === app[at]);
      });
  }

  return { inColours, controls, faintBorders, headings, sideways, startWalk, stop, missed };
})();
