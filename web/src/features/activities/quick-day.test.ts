import { expect, it } from 'vitest';
import { quickTime } from './quick-day.ts';

it('plans for ten in the morning of the organisation’s zone', () => {
  // Half past eight in the evening of UTC is the next morning in Shanghai.
  const now = new Date('2026-11-20T20:30:00Z');
  expect(quickTime('tomorrow', now)).toBe('2026-11-22T10:00:00+08:00');
  expect(quickTime('threeDays', now)).toBe('2026-11-24T10:00:00+08:00');
});

it('takes the Monday after today for next week', () => {
  const on = (day: string) => quickTime('nextWeek', new Date(`${day}T09:00:00+08:00`)).slice(0, 10);
  // The 16th of November 2026 is a Monday.
  expect(['2026-11-16', '2026-11-17', '2026-11-21', '2026-11-22'].map(on)).toEqual([
    '2026-11-23',
    '2026-11-23',
    '2026-11-23',
    '2026-11-23',
  ]);
});
