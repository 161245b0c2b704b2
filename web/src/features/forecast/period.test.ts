import { expect, it } from 'vitest';
import { earlierMonths, monthDays, monthsAhead } from './period.ts';

it('asks for what is left of the quarter', () => {
  const left = (month: string) => monthsAhead('quarter', `2026-${month}-15`);
  expect(['01', '02', '03', '10', '11', '12'].map(left)).toEqual([3, 2, 1, 3, 2, 1]);
  expect([monthsAhead('month', '2026-11-21'), monthsAhead('half', '2026-11-21')]).toEqual([1, 6]);
});

it('knows the months of the quarter that are over', () => {
  expect(earlierMonths('quarter', '2026-11-21')).toEqual({ from: '2026-10-01', to: '2026-10-31' });
  expect(earlierMonths('quarter', '2028-03-01')).toEqual({ from: '2028-01-01', to: '2028-02-29' });
  expect(earlierMonths('quarter', '2026-10-21')).toBeUndefined();
  expect(earlierMonths('half', '2026-11-21')).toBeUndefined();
});

it('knows the days of a month', () => {
  expect(monthDays('2026-02')).toEqual({ from: '2026-02-01', to: '2026-02-28' });
  expect(monthDays('2026-12')).toEqual({ from: '2026-12-01', to: '2026-12-31' });
});
