/** What is said and shown besides the picture: cues, the count, what to do next; one at a time. */

import type { ServerState } from "./protocol";
import { Speaker, type Tone } from "./speech";
import type { View } from "./view";

export class Commentary {
  private readonly speaker = new Speaker();
  private cueCount = 0;
  private saidStatus = "";

  constructor(private readonly view: View) {}

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
      this.view.showCue(cue.id, cue.text);
    } else if (!cue) {
      this.view.showCue("", "");
    }
    if (!aloud) return;
    // A cue matters more than the number.
    if (newCue) this.say(cue.say, "cue");
    else if (before && state.reps > before.reps) this.say(String(state.reps), "count");
    else if (state.statusSay && state.statusSay !== this.saidStatus) {
      this.say(state.statusSay, state.ready ? "ready" : "cue");
    }
    this.saidStatus = state.statusSay;
  }

  close(): void {
    this.speaker.close();
  }

  private say(words: string, tone: Tone): void {
    const { voice, tone: tones } = this.view.settings;
    if (voice && (this.speaker.hasVoice || tones)) this.speaker.say(words, tone);
    else if (tones) this.speaker.play(tone);
  }
}
