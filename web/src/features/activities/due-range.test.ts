import { expect, it } from 'vitest';
import { toWallTime, wallTimeToIso } from '../../format/wall-time.ts';
import { dueRange } from './due-range.ts';

it('takes the day of the organisation, not of the browser', () => {
  // 01:00 on the 22nd in Shanghai is still the 21st in UTC.
  expect(dueRange('today', new Date('2026-11-21T17:00:00Z'))).toMatchObject({
    from: '2026-11-22T00:00:00+08:00',
    to: '2026-11-23T00:00:00+08:00',
  });
  expect(dueRange('planned', new Date('2026-12-31T10:00:00Z'))).toMatchObject({ from: '2027-01-01T00:00:00+08:00' });
});

it('brings a wall time back as the same instant', () => {
  const instant = new Date('2026-11-21T17:30:00Z');
  expect(new Date(wallTimeToIso(toWallTime(instant)))).toEqual(instant);
});
