/**
 * What this browser tab keeps of a practice, so that a reload or a restarted server loses no
 * finished repetition. It goes with the tab.
 */

const KEY = "posture-lab-practice";

/** Keeps `text` instead of what was kept before; empty keeps nothing. */
export function keep(text: string): void {
  try {
    if (text) sessionStorage.setItem(KEY, text);
    else sessionStorage.removeItem(KEY);
  } catch (error) {
    // Storage that is switched off or full: the practice itself goes on.
    console.info("Posture Lab: nothing is kept for a reload:", error);
  }
}

/** What was kept; null when that is nothing. */
export function kept(): string | null {
  try {
    return sessionStorage.getItem(KEY);
  } catch {
    return null;
  }
}
