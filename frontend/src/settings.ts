/** How cues are given; remembered by this browser. */

export interface Settings {
  voice: boolean;
  tone: boolean;
  /** Whether cues are shown as text. */
  text: boolean;
}

export const SETTINGS = ["text", "voice", "tone"] as const;

const KEY = "posture-lab-cues";

/** Returns what was chosen last; everything is on at first. */
export function readSettings(): Settings {
  const all: Settings = { text: true, voice: true, tone: true };
  try {
    const off: unknown = JSON.parse(localStorage.getItem(KEY) ?? "[]");
    if (!Array.isArray(off)) return all;
    for (const name of SETTINGS) all[name] = !off.includes(name);
  } catch (error) {
    console.info("Posture Lab: the choice of cues was not found:", error);
  }
  return all;
}

/** Remembers which ways of cueing are switched off. */
export function writeSettings(settings: Settings): void {
  try {
    localStorage.setItem(KEY, JSON.stringify(SETTINGS.filter((name) => !settings[name])));
  } catch (error) {
    console.info("Posture Lab: the choice of cues is not remembered:", error);
  }
}
