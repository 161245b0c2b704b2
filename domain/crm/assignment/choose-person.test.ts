import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { choosePerson, type Candidate, type ChoiceRule } from './choose-person.ts';
import { isOpenAt, nextOpening, type WorkingHours } from './working-hours.ts';

const rule = (method: ChoiceRule['method'], maxOpen: number | null = null): ChoiceRule => ({
  method,
  maxOpen,
  topScore: 80,
});
const person = (name: string, change: Partial<Candidate> = {}): Candidate => ({
  userId: name,
  name,
  open: 0,
  absent: false,
  lastTurn: null,
  conversion: 0.5,
  ...change,
});

/** Gives leads out one after the other; `away` says who is absent at each. */
function giveOut(chosenRule: ChoiceRule, names: readonly string[], rounds: readonly ReadonlySet<string>[]): string[] {
  let people = names.map((name) => person(name));
  return rounds.map((away, turn) => {
    people = people.map((one) => ({ ...one, absent: away.has(one.name) }));
    const name = choosePerson(chosenRule, people, null).chosen?.name ?? '';
    people = people.map((one) => (one.name === name ? { ...one, lastTurn: turn + 1, open: one.open + 1 } : one));
    return name;
  });
}

const names: fc.Arbitrary<string[]> = fc.uniqueArray(fc.constantFrom('甲', '乙', '丙', '丁', '戊', '己'), {
  minLength: 1,
});

describe('giving out in turn', () => {
  it('treats people who are there all the time alike: their counts differ by one at most', () => {
    fc.assert(
      fc.property(names, fc.array(fc.uniqueArray(fc.nat(5), { maxLength: 3 }), { maxLength: 60 }), (people, absent) => {
        const rounds = absent.map((places) => new Set(people.filter((_, at) => places.includes(at))));
        const always = people.filter((name) => rounds.every((away) => !away.has(name)));
        const got = giveOut(rule('round_robin'), people, rounds);
        const counts = always.map((name) => got.filter((one) => one === name).length);
        expect(Math.max(0, ...counts) - Math.min(Infinity, ...counts, Math.max(0, ...counts))).toBeLessThanOrEqual(1);
        got.forEach((name, turn) => expect(rounds[turn]!.has(name)).toBe(false));
        // Nobody is passed over while somebody is there.
        got.forEach((name, turn) => expect(name === '').toBe(people.every((one) => rounds[turn]!.has(one))));
      }),
    );
  });

  it('does not flood somebody who comes back', () => {
    const away = new Set(['甲']);
    const rounds = [...Array.from({ length: 10 }, () => away), ...Array.from({ length: 4 }, () => new Set<string>())];
    expect(giveOut(rule('round_robin'), ['甲', '乙'], rounds).slice(10)).toEqual(['甲', '乙', '甲', '乙']);
  });
});

describe('giving out by load', () => {
  it('never lets a free person have two leads more than another free one', () => {
    fc.assert(
      fc.property(names, fc.nat(60), (people, leads) => {
        const got = giveOut(
          rule('by_load'),
          people,
          Array.from({ length: leads }, () => new Set<string>()),
        );
        const counts = people.map((name) => got.filter((one) => one === name).length);
        expect(Math.max(...counts) - Math.min(...counts)).toBeLessThanOrEqual(1);
      }),
    );
  });

  it('keeps to the limit and says why', () => {
    const { chosen, considered } = choosePerson(
      rule('by_load', 3),
      [person('甲', { open: 3 }), person('乙', { absent: true })],
      null,
    );
    expect(chosen).toBeUndefined();
    expect(considered.map((one) => one.reason)).toEqual(['手上已有 3 条，达到上限 3 条', '请假中']);
  });
});

describe('giving out by score', () => {
  const people = [person('新人', { conversion: 0.2 }), person('高手', { conversion: 0.8, open: 9 })];
  it.each([
    [95, '高手'],
    [80, '高手'],
    [79, '新人'],
    [null, '新人'],
  ])('gives a lead of %s points to %s', (score, name) => {
    expect(choosePerson(rule('by_score'), people, score).chosen?.name).toBe(name);
  });
});

describe('working hours', () => {
  const hours: WorkingHours = { days: [1, 2, 3, 4, 5], opens: '09:00', closes: '18:00', skip_holidays: true };
  it.each([
    ['2026-11-20T08:59:59+08:00', false, '2026-11-20T01:00:00.000Z'],
    ['2026-11-20T09:00:00+08:00', true, '2026-11-20T01:00:00.000Z'],
    ['2026-11-20T17:59:59+08:00', true, '2026-11-20T09:59:59.000Z'],
    ['2026-11-20T18:00:00+08:00', false, '2026-11-23T01:00:00.000Z'],
    // National Day week of 2025 with the make-up Sunday before it and the make-up Saturday after it.
    ['2025-09-30T19:00:00+08:00', false, '2025-10-09T01:00:00.000Z'],
    ['2025-09-28T10:00:00+08:00', true, '2025-09-28T02:00:00.000Z'],
    ['2025-10-11T10:00:00+08:00', true, '2025-10-11T02:00:00.000Z'],
  ])('at %s: %s, next at %s', (moment, open, next) => {
    expect(isOpenAt(hours, new Date(moment))).toBe(open);
    expect(nextOpening(hours, new Date(moment)).toISOString()).toBe(next);
  });

  it('work on weekends where the organisation does, but not in a holiday', () => {
    const everyDay = { ...hours, days: [1, 2, 3, 4, 5, 6, 7] };
    expect(isOpenAt(everyDay, new Date('2026-11-21T10:00:00+08:00'))).toBe(true);
    expect(isOpenAt(everyDay, new Date('2025-10-04T10:00:00+08:00'))).toBe(false);
    expect(isOpenAt({ ...everyDay, skip_holidays: false }, new Date('2025-10-04T10:00:00+08:00'))).toBe(true);
  });
});
