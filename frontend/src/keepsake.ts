/**
 * What this browser tab keeps of a practice under way, so that a reload or a restarted server
 * loses no finished repetition. It goes with the tab.
 */

const KEY = "posture-lab-practice";

export function keep(text: string): void {
  if (text) sessionStorage.setItem(KEY, text);
  else sessionStorage.removeItem(KEY);
}

export function kept(): string | null {
  return sessionStorage.getItem(KEY);
}
