import { expect, it } from 'vitest';
import { TRACK_TASK_STATUSES } from '../../kernel/contracts/track-tasks.ts';
import { isOpen, mayMove } from './task-moves.ts';

/** Rows: from; columns in the order of `TRACK_TASK_STATUSES`: pending, waiting, in progress, completed, overdue, cancelled. */
const TABLE: Readonly<Record<(typeof TRACK_TASK_STATUSES)[number], string>> = {
  pending: '.xxxxx',
  waiting_user_response: '..xxxx',
  in_progress: '.x.xxx',
  completed: '......',
  overdue: '.xxx.x',
  cancelled: '......',
};

const CELLS = TRACK_TASK_STATUSES.flatMap((from) =>
  TRACK_TASK_STATUSES.map((to, at) => [from, to, TABLE[from][at] === 'x'] as const),
);

it.each(CELLS)('from %s to %s: %s', (from, to, allowed) => {
  expect(mayMove(from, to)).toBe(allowed);
});

it('is open until it is done or given up', () => {
  expect(TRACK_TASK_STATUSES.filter(isOpen)).toEqual(['pending', 'waiting_user_response', 'in_progress', 'overdue']);
});
