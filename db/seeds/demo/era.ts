import type { Dice } from './dice.ts';
import type { WorkingTime } from './working-time.ts';

/** What every part of the generator draws from: one stream of chance and one calendar. */
export interface Era {
  readonly dice: Dice;
  readonly time: WorkingTime;
}
