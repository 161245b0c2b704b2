import type { CallTurn } from '../../../domain/calls/call-analyst.port.ts';
import { normalise } from '../normalise.ts';
import type { HeardTurn } from './heard-turn.ts';
import { repairHearing } from './repair-hearing.ts';
import { sortRoles } from './sort-roles.ts';

/** A longer call is cut in its middle: what it came to stands at its end, whom it reached at its begin. */
const MOST_TURNS = 120;
const FIRST_TURNS = 20;

/** Prepares a conversation: one form of writing, and who said what where the roles were mixed up. */
export function readCall(turns: readonly CallTurn[]): readonly HeardTurn[] {
  const kept =
    turns.length > MOST_TURNS ? [...turns.slice(0, FIRST_TURNS), ...turns.slice(FIRST_TURNS - MOST_TURNS)] : turns;
  return sortRoles(
    kept.flatMap(({ who, text: raw }) => {
      const text = repairHearing(normalise(raw).text.trim());
      return text === '' ? [] : [{ who, raw, text }];
    }),
  );
}
