// The annotated clip. It owns the time: everything else asks it to seek and hears where it is.

function makeClip(data, onTime) {
  const video = element("video", {
    src: data.video, controls: true, playsinline: true, muted: true, preload: "auto",
    "data-testid": "review-video", "aria-label": `Annotated clip ${data.name}`,
  });
  video.muted = true;
  const note = element("p", { class: "note", role: "status", hidden: true },
    "This browser cannot play the annotated clip (it is H.264 video). The plot works without it, "
    + "and the clip can be downloaded below.");
  const node = element("div", { class: "stage" }, data.video ? video : null, note);
  node.style.setProperty("--aspect", data.aspect);

  const fit = () => node.style.setProperty("--room", `${roomFor(node)}px`);
  const watch = new ResizeObserver(fit);
  watch.observe(document.documentElement);
  watch.observe(node);

  let time = 0;
  let wanted = null;
  let frame = 0;

  const moved = (seconds) => { time = seconds; onTime(seconds); };
  const follow = () => {
    moved(video.currentTime);
    frame = video.paused || video.ended ? 0 : requestAnimationFrame(follow);
  };
  video.addEventListener("play", () => { cancelAnimationFrame(frame); follow(); });
  video.addEventListener("timeupdate", () => moved(video.currentTime));
  video.addEventListener("seeking", () => moved(video.currentTime));
  video.addEventListener("loadedmetadata", () => {
    if (wanted !== null) { video.currentTime = wanted; wanted = null; }
  });
  video.addEventListener("error", () => { video.hidden = true; note.hidden = false; });

  return {
    node,
    get time() { return time; },
    seek(seconds) {
      const to = clamp(seconds, 0, data.duration || seconds);
      if (data.video && video.readyState >= HTMLMediaElement.HAVE_METADATA) video.currentTime = to;
      else if (data.video && !video.error) wanted = to;
      moved(to);
    },
    stop() { watch.disconnect(); cancelAnimationFrame(frame); video.pause(); video.removeAttribute("src"); video.load(); },
  };
}

const LEAST_SHARE = 0.35; // of the screen: a smaller clip shows nothing, rather scroll to it
const BELOW_PX = 16;

// How high the clip may be so that all of it is seen before anybody scrolls.
function roomFor(node) {
  let scrolled = 0;
  for (let part = node.getRootNode().host ?? node; part; part = part.parentElement) {
    scrolled += part.scrollTop ?? 0;
  }
  const top = node.parentElement
    ? node.parentElement.getBoundingClientRect().top + scrolled : 0;
  return Math.max(window.innerHeight - top - BELOW_PX, window.innerHeight * LEAST_SHARE);
}
