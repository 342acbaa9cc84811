/** Says a few words with a voice of this computer's own, and plays short tones. */

export type Tone = "count" | "cue" | "ready";

const FREQUENCIES: Record<Tone, readonly number[]> = {
  count: [660],
  cue: [440, 392],
  ready: [523, 659],
};
const BEAT_S = 0.14;
const LOUDNESS = 0.15;

export class Speaker {
  private audio: AudioContext | null = null;

  /** To be called from a click: browsers allow sound only after one. */
  unlock(): void {
    this.audio ??= "AudioContext" in window ? new AudioContext() : null;
    this.audio?.resume().catch((error: unknown) => console.info("No sound:", error));
    // Some browsers look for voices only once they have been asked.
    ownVoice();
  }

  /** Whether this computer can speak at all. */
  get hasVoice(): boolean {
    return ownVoice() !== null;
  }

  /** Calls `listener` now and whenever the computer's voices have changed. */
  watchVoices(listener: () => void): void {
    listener();
    if ("speechSynthesis" in window) speechSynthesis.onvoiceschanged = listener;
  }

  /** Says `words`, where there is a voice. */
  say(words: string): void {
    const voice = ownVoice();
    if (!words || !voice) return;
    // One at a time: what is still being said is older than this.
    speechSynthesis.cancel();
    const utterance = new SpeechSynthesisUtterance(words);
    utterance.voice = voice;
    utterance.lang = voice.lang;
    speechSynthesis.speak(utterance);
  }

  play(tone: Tone): void {
    const audio = this.audio;
    if (!audio || audio.state !== "running") return;
    FREQUENCIES[tone].forEach((frequency, index) => {
      const start = audio.currentTime + index * BEAT_S;
      const loudness = audio.createGain();
      loudness.gain.setValueAtTime(LOUDNESS, start);
      loudness.gain.exponentialRampToValueAtTime(0.001, start + BEAT_S);
      const pitch = audio.createOscillator();
      pitch.frequency.value = frequency;
      pitch.connect(loudness).connect(audio.destination);
      pitch.start(start);
      pitch.stop(start + BEAT_S);
    });
  }

  silence(): void {
    if ("speechSynthesis" in window) speechSynthesis.cancel();
  }

  close(): void {
    this.silence();
    if ("speechSynthesis" in window) speechSynthesis.onvoiceschanged = null;
    this.audio?.close().catch((error: unknown) => console.info("Sound did not close:", error));
    this.audio = null;
  }
}

/** An English voice of this computer's own: others send the words to a server to be spoken. */
export function ownVoice(): SpeechSynthesisVoice | null {
  if (!("speechSynthesis" in window)) return null;
  const english = ({ localService, lang }: SpeechSynthesisVoice) =>
    localService && lang.toLowerCase().startsWith("en");
  return speechSynthesis.getVoices().find(english) ?? null;
}
