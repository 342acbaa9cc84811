/** What happens around a practice: time passes, cameras come and go, the page is left. */

export interface Surroundings {
  /** Called several times a second; `passedMs` since the call before. */
  onTick(passedMs: number): void;
  onDevices(): void;
  onLeave(): void;
}

const TICK_MS = 250;

/** Listens until the function it returns is called. */
export function watch({ onTick, onDevices, onLeave }: Surroundings): () => void {
  let tickedMs = performance.now();
  const timer = setInterval(() => {
    const passedMs = performance.now() - tickedMs;
    tickedMs += passedMs;
    onTick(passedMs);
  }, TICK_MS);
  navigator.mediaDevices?.addEventListener("devicechange", onDevices);
  window.addEventListener("pagehide", onLeave);
  return () => {
    clearInterval(timer);
    navigator.mediaDevices?.removeEventListener("devicechange", onDevices);
    window.removeEventListener("pagehide", onLeave);
  };
}
