/** The two models: one follows the person, the other one counts the people in the picture. */

import { Bystanders, type Watcher } from "./bystanders";
import { startEngine, type Engine } from "./engine";
import type { ModelOptions } from "./seen";

export interface Models {
  engine: Engine;
  bystanders: Bystanders;
}

/**
 * Loads both, so that nobody waits once Start is pressed. Rejects when the first one cannot be
 * started; without the second one people are not counted, which `watcher` hears.
 */
export async function loadModels(options: ModelOptions, watcher: Watcher): Promise<Models> {
  const engine = await startEngine(options);
  const bystanders = new Bystanders(options, watcher);
  await bystanders.loaded;
  return { engine, bystanders };
}
