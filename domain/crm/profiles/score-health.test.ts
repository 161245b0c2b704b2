import fc from 'fast-check';
import { expect, it } from 'vitest';
import { UpdateProfileSettings } from '../../../kernel/contracts/profile.ts';
import { DEFAULT_RFM, DEFAULT_TIERS, defaultHealth } from './default-settings.ts';
import { causesOf, movesOf, pointsOf, scoreHealth } from './score-health.ts';
import { HEALTH_SIGNALS } from './signals/registry.ts';
import { habitOf, valueOf } from './value-tier.ts';

const settings = defaultHealth(HEALTH_SIGNALS);
const keys = HEALTH_SIGNALS.map(({ key }) => key);
const figures = fc.dictionary(fc.constantFrom(...keys), fc.integer({ min: -400, max: 400 }));

it('the house rules are accepted as settings, and every signal has a name of its own', () => {
  const given = { version: 0, rfm: DEFAULT_RFM, tiers: DEFAULT_TIERS, health: settings };
  expect(UpdateProfileSettings.parse(given)).toEqual(given);
  expect(new Set(keys).size).toBe(keys.length);
});

it('every figure gets the points of its band', () => {
  const { bands } = settings.signals['contact']!;
  expect([0, 7, 8, 30, 31, 90, 91, 4000].map((days) => pointsOf(days, bands))).toEqual([
    100, 100, 85, 65, 35, 15, 0, 0,
  ]);
});

it('what is not known lowers the confidence and not the score', () => {
  fc.assert(
    fc.property(figures, fc.constantFrom(...keys), (given, missing) => {
      const { [missing]: _left, ...rest } = given;
      const [all, fewer] = [scoreHealth(settings, given), scoreHealth(settings, rest)];
      expect(fewer.confidence).toBeLessThanOrEqual(all.confidence);
      const known = Object.values(fewer.signals).flatMap(({ points }) => (points === null ? [] : [points]));
      if (known.length === 0) expect(fewer).toMatchObject({ health: null, level: null, confidence: 0 });
      else {
        expect(fewer.health).toBeGreaterThanOrEqual(Math.min(...known));
        expect(fewer.health).toBeLessThanOrEqual(Math.max(...known));
      }
    }),
  );
});

it('the moves of the signals add up to the move of the score, and the two causes went the way it went', () => {
  fc.assert(
    fc.property(figures, figures, (before, after) => {
      const [then, now] = [scoreHealth(settings, before), scoreHealth(settings, after)];
      fc.pre(then.health !== null && now.health !== null);
      const whole = movesOf(then, now).reduce((sum, { points }) => sum + points, 0);
      expect(Math.abs(whole - (now.health! - then.health!))).toBeLessThanOrEqual(1 + 1e-6);
      const causes = causesOf(then, now, HEALTH_SIGNALS);
      expect(causes.length).toBeLessThanOrEqual(2);
      for (const { points, words } of causes) {
        expect(points * whole).toBeGreaterThanOrEqual(0);
        expect(words).not.toBe('');
      }
      if (now.health !== then.health) expect(causes.length).toBeGreaterThan(0);
    }),
  );
});

it('the table of tiers has a cell for every pair of classes, and buying more or later never lowers a class', () => {
  const bounds = DEFAULT_RFM.fixed;
  const purchases = fc.record({
    recency: fc.integer({ min: 0, max: 800 }),
    orders: fc.integer({ min: 1, max: 20 }),
    spent: fc.integer({ min: 0, max: 3_000_000 }),
  });
  fc.assert(
    fc.property(purchases, purchases, (one, other) => {
      const [a, b] = [valueOf(one, bounds, DEFAULT_TIERS), valueOf(other, bounds, DEFAULT_TIERS)];
      expect(DEFAULT_TIERS[a.m! - 1]![habitOf(a.r!, a.f!) - 1]).toBe(a.tier);
      if (one.recency <= other.recency) expect(a.r!).toBeGreaterThanOrEqual(b.r!);
      if (one.orders >= other.orders) expect(a.f!).toBeGreaterThanOrEqual(b.f!);
      if (one.spent >= other.spent) expect(a.m!).toBeGreaterThanOrEqual(b.m!);
    }),
  );
  for (const r of [1, 2, 3, 4, 5])
    for (const f of [1, 2, 3, 4, 5]) for (const row of DEFAULT_TIERS) expect(row[habitOf(r, f) - 1]).toBeDefined();
  expect(valueOf({ recency: null, orders: 0, spent: 0 }, bounds, DEFAULT_TIERS).tier).toBe('prospect');
});
