import fc from 'fast-check';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { ACTIVITY_KINDS } from '../../../kernel/contracts/crm.ts';
import { crmWorld, type CrmWorld } from '../../../tests/support/crm-world.ts';
import { explainScore } from './explain-score.ts';
import { fitScoreModel } from './fit/fit-score-model.ts';
import type { FitRow } from './fit/fit-data.ts';
import { gradeOf } from './grade-of.ts';
import type { ActivityFact, LeadFacts } from './lead-facts.ts';
import type { LeadScorer } from './lead-scorer.port.ts';
import { loadScorer } from './load-scorer.ts';
import { fittedScorer } from './models/fitted-scorer.ts';
import { judgeModel } from './models/judge-model.ts';
import { ruleScorer } from './rules/rule-scorer.ts';
import { SCORE_FEATURES, SCORE_FIELDS } from './score-fields.ts';
import { takeSnapshot } from './take-snapshot.ts';
import { titleLevel } from './title-level.ts';

let world: CrmWorld;
let byRules: LeadScorer;
beforeAll(async () => {
  world = await crmWorld();
  byRules = (await loadScorer(world.as('admin').em)).scorer;
});
afterAll(async () => await world.stop());

const DAY = 86_400_000;
const CREATED = Date.parse('2026-09-01T10:00:00+08:00');

/** Any lead with any course of contacts over its first sixty days. */
const activity = fc.record({
  kind: fc.constantFrom(...ACTIVITY_KINDS),
  status: fc.constantFrom('planned', 'done', 'cancelled'),
  created: fc.integer({ min: 0, max: 60 }),
  updated: fc.integer({ min: 0, max: 60 }),
  due: fc.option(fc.integer({ min: 0, max: 120 })),
  occurred: fc.option(fc.integer({ min: 0, max: 60 })),
});
const text = fc.option(fc.constantFrom('转介绍', '官网', '展会', '短视频', '董事长', '采购经理', '文员', 'x'));
const lead: fc.Arbitrary<LeadFacts> = fc
  .record({
    id: fc.constant('lead'),
    source: text,
    region: text,
    city: text,
    sector: text,
    company: text,
    title: text,
    phone: text,
    wechat: text,
    email: text,
    description: text,
    status: fc.constantFrom('new' as const, 'contacted' as const, 'qualified' as const),
    created: fc.constant(CREATED),
    activities: fc.array(activity, { maxLength: 8 }),
  })
  .map((facts) => ({
    ...facts,
    activities: facts.activities.map((one): ActivityFact => ({
      kind: one.kind,
      status: one.status as ActivityFact['status'],
      created: CREATED + one.created * DAY,
      updated: CREATED + one.updated * DAY,
      due: one.due === null ? null : CREATED + one.due * DAY,
      occurred: one.occurred === null ? null : CREATED + one.occurred * DAY,
    })),
  }));

/** A model fitted from leads of which the warm ones convert. */
async function warmModel(): Promise<LeadScorer> {
  const samples = fc.sample(lead, { numRuns: 600, seed: 5 });
  const rows = samples.map((facts, at): FitRow => {
    const seenAt = new Date(CREATED + ((at % 60) + 1) * DAY);
    const values = takeSnapshot(facts, seenAt, 14);
    const won = Number(values.heat) + (facts.source === '转介绍' ? 1 : 0) + (at % 5) / 4 > 1.6;
    return { values, won, weight: 1, at: seenAt, seenAt, group: String(at) };
  });
  return fittedScorer((await fitScoreModel({ features: SCORE_FEATURES, rows })).model);
}

describe.each([
  ['the rule table', () => Promise.resolve(byRules)],
  ['a fitted model', warmModel],
])('%s', (_name, make) => {
  it('gives 0 to 100, the sum of its factors, and the same again', async () => {
    const scorer = await make();
    fc.assert(
      fc.property(lead, fc.integer({ min: 0, max: 400 }), (facts, days) => {
        const now = new Date(CREATED + days * DAY);
        const values = takeSnapshot(facts, now, 14);
        const result = scorer.score(values, now);
        expect(result.score).toBeGreaterThanOrEqual(0);
        expect(result.score).toBeLessThanOrEqual(100);
        expect(result.factors.reduce((sum, { points }) => sum + Math.round(points * 10), 0)).toBe(result.score * 10);
        expect(scorer.score(takeSnapshot(facts, now, 14), now)).toEqual(result);
        const { explanation } = explainScore(
          { ...result, grade: gradeOf(result.score, { a: 75, b: 55, c: 35 }) },
          values,
        );
        const sentences = explanation.match(/。/g)?.length ?? 0;
        expect(sentences).toBeGreaterThanOrEqual(2);
        expect(sentences).toBeLessThanOrEqual(4);
      }),
      { numRuns: 300 },
    );
  });

  it('never rises by time alone: what nobody looks after fades', async () => {
    const scorer = await make();
    fc.assert(
      fc.property(lead, fc.nat(100), fc.nat(100), (facts, first, more) => {
        // All contacts lie behind; nothing new is done between the two looks.
        const [early, late] = [60 + first, 60 + first + more].map((days) => {
          const now = new Date(CREATED + days * DAY);
          return scorer.score(takeSnapshot(facts, now, 14), now).score;
        });
        expect(late).toBeLessThanOrEqual(early!);
      }),
      { numRuns: 300 },
    );
  });
});

describe('a rule', () => {
  const base = { base: 0, caps: { profile: 100, source: 100, engagement: 100, progress: 100, risk: 100 } };
  const line = { id: 'r', label: '见过面', group: 'engagement' as const, points: 40, half_life_days: 10 };
  const rule = { ...line, condition: { field: 'visits', op: 'gte', value: 1 } as const };

  it('with a half-life counts half after it, a quarter after two', () => {
    const scorer = ruleScorer({ ...base, rules: [rule] }, SCORE_FIELDS);
    const points = [0, 10, 20].map((idle) => scorer.score({ visits: 1, idle_days: idle }, new Date()).score);
    expect(points).toEqual([40, 20, 10]);
    expect(scorer.score({ visits: 0, idle_days: 0 }, new Date()).score).toBe(0);
  });

  it('counts with the others of its group up to the cap, below zero too', () => {
    const caps = { ...base.caps, engagement: 25, risk: 10 };
    const risk = { ...rule, id: 's', label: '太久', group: 'risk' as const, points: -30, half_life_days: null };
    const scorer = ruleScorer({ base: 30, caps, rules: [rule, risk] }, SCORE_FIELDS);
    const result = scorer.score({ visits: 1, idle_days: 0 }, new Date());
    expect(result.score).toBe(45);
    expect(result.factors.map(({ label, points }) => [label, points])).toEqual([
      ['基础分', 30],
      ['见过面', 40],
      ['太久', -30],
      ['风险合计上限 10 分', 20],
      ['互动合计上限 25 分', -15],
    ]);
  });
});

it('reads the level of a title', () => {
  const levels = { 总经理: 'decision', 张总: 'decision', 副总裁: 'decision', 总经理助理: 'staff', CTO: 'decision' };
  const more = {
    采购经理: 'manager',
    车间主任: 'manager',
    'Sales Manager': 'manager',
    工程师: 'staff',
    director: 'decision',
  };
  for (const [title, level] of Object.entries({ ...levels, ...more })) expect(titleLevel(title), title).toBe(level);
  expect([titleLevel(null), titleLevel('  ')]).toEqual([null, null]);
});

describe('the verdict on a model', () => {
  const figures = (auc: number, error: number) => ({
    auc,
    log_loss: 0.5,
    brier: 0.2,
    calibration_error: error,
    top_decile_lift: 2,
    top_decile_rate: 0.5,
    calibration: [{ count: 4000, predicted: 0.3, actual: 0.3 }],
  });

  it.each([
    [0.8, 0.02, 0.7, 0.03, true],
    [0.705, 0.02, 0.7, 0.03, false],
    [0.6, 0.02, 0.7, 0.03, false],
    [0.8, 0.09, 0.7, 0.03, false],
    // Beyond the rules', but no more than chance makes of it.
    [0.8, 0.004, 0.7, 0.001, true],
  ])('AUC %d with error %d against %d with %d: %s', (auc, error, ruleAuc, ruleError, beats) => {
    const verdict = judgeModel({ fitted: figures(auc, error), rules: figures(ruleAuc, ruleError) }, 0.01);
    expect(verdict.beats).toBe(beats);
    expect(verdict.verdict).toContain(beats ? '胜过规则' : '没有胜过规则');
  });
});
