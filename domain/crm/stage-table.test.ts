import { describe, expect, test } from 'vitest';
import { STAGES, type Stage } from '../../kernel/contracts/crm.ts';
import { STAGE_HINTS, STAGE_MOVES, STAGE_PROBABILITY } from './stage-table.ts';

/** The rule in words, worked out apart from the table. */
function expected(from: Stage, to: Stage): string {
  const steps = STAGES.indexOf(to) - STAGES.indexOf(from);
  if (steps === 0) return 'same';
  if (from === 'won') return 'final';
  if (from === 'lost') return to === 'negotiation' ? 'reopen' : 'final';
  if (to === 'won') return 'win';
  if (to === 'lost') return 'lose';
  if (steps > 0) return 'forward';
  return steps === -1 ? 'back' : 'too_far_back';
}

describe('the table of stage moves', () => {
  for (const from of STAGES) {
    for (const to of STAGES) {
      test(`${from} → ${to} is ${expected(from, to)}`, () => {
        expect(STAGE_MOVES[from][to]).toBe(expected(from, to));
      });
    }
  }

  test('is total, and every refusal has a hint', () => {
    const moves = STAGES.flatMap((from) => STAGES.map((to) => STAGE_MOVES[from][to]));
    expect(moves).toHaveLength(36);
    for (const move of moves) if (move === 'final' || move === 'too_far_back') expect(STAGE_HINTS[move]).not.toBe('');
  });

  test('gives each stage its chance', () => {
    expect(STAGES.map((stage) => STAGE_PROBABILITY[stage])).toEqual([10, 30, 50, 70, 100, 0]);
  });
});
