import { describe, expect, test } from 'vitest';
import { STAGES } from '../../kernel/contracts/crm.ts';
import { moveKind, OPEN_STAGES, STAGE_PROBABILITY } from './stage-table.ts';

/** What each move is, worked out apart from the code: row = from, column = to, in the order of the funnel. */
const KINDS = [
  ['same', 'forward', 'forward', 'forward', 'win', 'lose'],
  ['back', 'same', 'forward', 'forward', 'win', 'lose'],
  ['back', 'back', 'same', 'forward', 'win', 'lose'],
  ['back', 'back', 'back', 'same', 'win', 'lose'],
  ['reopen', 'reopen', 'reopen', 'reopen', 'same', 'turn'],
  ['reopen', 'reopen', 'reopen', 'reopen', 'turn', 'same'],
];

describe('the kinds of stage moves', () => {
  for (const [row, from] of STAGES.entries()) {
    for (const [column, to] of STAGES.entries()) {
      test(`${from} → ${to} is ${KINDS[row]?.[column]}`, () => expect(moveKind(from, to)).toBe(KINDS[row]?.[column]));
    }
  }

  test('give each stage its chance', () => {
    expect(STAGES.map((stage) => STAGE_PROBABILITY[stage])).toEqual([10, 30, 50, 70, 100, 0]);
    expect(OPEN_STAGES).toEqual(['prospecting', 'qualification', 'proposal', 'negotiation']);
  });
});
