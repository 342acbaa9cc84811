/** What the page says by itself; everything else comes from the server. */

export const MODEL_FAILED =
  "The pose model could not be started in this browser: reload the page, or try another browser " +
  "or a newer version of this one.";

export const SERVER_AWAY =
  "Posture Lab does not answer at the moment: keep this page open, it goes on by itself " +
  "when the program is back, and what was counted is kept.";

export const UNPLUGGED =
  "The camera was disconnected: plug it in again and the set goes on; what was counted is kept.";

export const ASKING = "The browser asks whether this page may use the camera: choose Allow.";

export const UNCOUNTED =
  "This browser cannot count the people in the picture: make sure that you are the only one in it.";

export const BEGUN_ELSEWHERE =
  "Practice was started in another tab, so the camera is off here; what was counted is kept below.";

export const ENDED_ELSEWHERE =
  "The practice in another tab was stopped by starting here; what was counted there is kept there.";
