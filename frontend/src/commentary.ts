/** What is said and shown besides the picture: cues, the count, what to do next; one at a time. */

import type { ServerState } from "./protocol";
import { Speaker, type Tone } from "./speech";
import type { View } from "./view";

/** Of the seconds of a hold every so many are said: each of them would be a chatter. */
const SECONDS_SAID = 10;

export class Commentary {
  private readonly speaker = new Speaker();
  private cueCount = 0;
  private saidStatus = "";

  constructor(private readonly view: View) {
    this.speaker.watchVoices(() => view.showVoice(this.speaker.hasVoice));
  }

  /** To be called when a key or button is pressed: browsers allow no sound before. */
  unlock(): void {
    this.speaker.unlock();
  }

  /** Shows the cue of the server's new word, and says what is new in it if `aloud`. */
  follow(before: ServerState | null, state: ServerState, aloud: boolean): void {
    const { cue } = state;
    const newCue = cue !== null && cue.count !== this.cueCount;
    if (newCue) {
      this.cueCount = cue.count;
      this.view.showCue(cue.id, cue.text, cue.say);
    } else if (!cue) {
      this.view.showCue("", "");
    }
    if (!aloud) return;
    const newStatus = state.statusSay !== this.saidStatus ? state.statusSay : "";
    // A cue matters more than the number.
    if (newCue) this.say(cue.say, "cue");
    else if (countsAloud(before, state)) this.say(`${state.reps}. ${newStatus}`.trim(), "count");
    else if (newStatus) this.say(newStatus, state.ready ? "ready" : "cue");
    this.saidStatus = state.statusSay;
  }

  close(): void {
    this.speaker.close();
  }

  private say(words: string, tone: Tone): void {
    const { voice, tone: tones } = this.view.settings;
    if (tones) this.speaker.play(tone);
    if (voice) this.speaker.say(words);
  }
}

/** Whether the number has risen to one that is said. */
export function countsAloud(before: ServerState | null, state: ServerState): boolean {
  if (!before || state.reps <= before.reps) return false;
  return state.unit !== "seconds" || state.reps % SECONDS_SAID === 0;
}
