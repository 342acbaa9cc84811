/** Notices that the server does not answer, and that it is back. */

import type { Outbox } from "./outbox";

/** The server is said to be away after this long without an answer. */
const AWAY_MS = 5000;

/** The computer slept if the page's own timer was away for so long. */
const SLEPT_MS = 2000;

export class Silence {
  private away = false;

  /** `show` hears that the server is away, now and then while it is, and once that it is back. */
  constructor(
    private readonly outbox: Outbox,
    private readonly show: (away: boolean) => void,
  ) {}

  /** To be called several times a second; `passedMs` since the call before. */
  tick(passedMs: number): void {
    if (passedMs > SLEPT_MS) this.outbox.slept(passedMs);
    this.outbox.pump();
    if (this.outbox.silentMs <= AWAY_MS) return;
    this.away = true;
    this.show(true);
  }

  /** To be called when the server has said something. */
  heard(): void {
    if (!this.away || this.outbox.silentMs >= AWAY_MS) return;
    this.away = false;
    this.show(false);
  }
}
