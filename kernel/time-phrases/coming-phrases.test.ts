import { describe, expect, it } from 'vitest';
import { findTimeSpans } from './find-time-spans.ts';
import { resolveInstant } from './resolve-instant.ts';

/** A Wednesday morning; a Monday before the National Day; the evening of New Year's Eve; the last night of a year. */
const WEDNESDAY = new Date('2026-11-18T10:20:00+08:00');
const SEPTEMBER = new Date('2026-09-28T10:00:00+08:00');
const EVE = new Date('2027-02-05T20:00:00+08:00');
const NIGHT = new Date('2026-11-18T20:40:00+08:00');

describe('phrases that only look ahead', () => {
  it.each([
    ['过完年再联系吧', WEDNESDAY, '2027-02-15'],
    ['年后再说', WEDNESDAY, '2027-02-15'],
    ['等过了年', WEDNESDAY, '2027-02-15'],
    ['春节以后', WEDNESDAY, '2027-02-15'],
    ['春节放假回来', WEDNESDAY, '2027-02-15'],
    ['年后', EVE, '2027-02-15'],
    ['过完元旦', WEDNESDAY, '2027-01-04'],
    ['元旦之后', WEDNESDAY, '2027-01-04'],
    ['过了正月十五', WEDNESDAY, '2027-02-22'],
    ['出了正月', WEDNESDAY, '2027-03-08'],
    ['过完国庆', SEPTEMBER, '2026-10-08'],
    ['国庆长假后', SEPTEMBER, '2026-10-08'],
    ['十一过后', SEPTEMBER, '2026-10-08'],
    ['五一之后', WEDNESDAY, '2027-05-06'],
    ['年前', WEDNESDAY, '2027-01-22'],
    ['春节之前', WEDNESDAY, '2027-01-22'],
  ])('festival: %s', (text, now, day) => {
    expect(resolveInstant(text, now)).toMatchObject({ date: day, vague: true });
  });

  it.each([
    ['晚点打', WEDNESDAY, '2026-11-18T12:20'],
    ['晚些时候', WEDNESDAY, '2026-11-18T12:20'],
    ['等会儿', WEDNESDAY, '2026-11-18T10:50'],
    ['待会再打', WEDNESDAY, '2026-11-18T10:50'],
    ['晚点', NIGHT, '2026-11-19T09:00'],
    ['下班以后', WEDNESDAY, '2026-11-18T18:30'],
    ['下了班', NIGHT, '2026-11-19T18:30'],
  ])('later on the day: %s', (text, now, minute) => {
    expect(resolveInstant(text, now).at).toBe(minute);
  });

  it.each(['三年后', '3年后的事', '火车晚点了', '今年前三季度', '年后勤计划', '周年后台', '五年前'])(
    'leaves other words alone: %s',
    (text) => {
      const found = findTimeSpans(text, { now: WEDNESDAY, direction: 'future' });
      expect(found.filter(({ value }) => value.kind === 'range' && value.from.startsWith('2027-02'))).toEqual([]);
      expect(found.filter(({ text: said }) => said.includes('晚点'))).toEqual([]);
    },
  );

  it('are unknown to who looks back', () => {
    expect(findTimeSpans('国庆之后的订单晚点看', { now: WEDNESDAY, direction: 'past' })).toEqual([]);
  });
});
