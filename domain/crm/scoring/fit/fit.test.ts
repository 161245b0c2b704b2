import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { seededRandom } from '../../../../kernel/random.ts';
import { fittedScorer, modelChance } from '../models/fitted-scorer.ts';
import { binFeature } from './bin-feature.ts';
import type { FeatureDefinition, FitData, FitRow } from './fit-data.ts';
import { fitLogistic } from './fit-logistic.ts';
import { fitScoreModel } from './fit-score-model.ts';
import { areaUnderCurve, scoreFigures } from './score-figures.ts';

const NOW = new Date('2026-11-18T10:00:00+08:00');
const FEATURES: FeatureDefinition[] = [
  { name: 'source', label: '来源', kind: 'category' },
  { name: 'calls', label: '电话次数', kind: 'number', monotone: 'up', unit: '次' },
  { name: 'idle', label: '未联系天数', kind: 'number', monotone: 'down', unit: '天' },
  { name: 'noise', label: '杂音', kind: 'number' },
];

function truth({ source, calls, idle }: Readonly<Record<string, unknown>>): number {
  const logOdds = -1.5 + (source === '介绍' ? 1.2 : 0) + 0.35 * Number(calls) - 0.04 * Number(idle);
  return 1 / (1 + Math.exp(-logOdds));
}

/** Leads whose chance is known: a good source, many calls and little idle time help. */
function leads(count: number, seed = 7, change?: (row: Record<string, unknown>, won: boolean) => void): FitRow[] {
  const random = seededRandom(seed);
  return Array.from({ length: count }, (_, at) => {
    const source = ['介绍', '官网', '展会', null][random.int(0, 4)] ?? null;
    const [calls, idle] = [random.int(0, 8), random.int(0, 60)];
    const won = random.int(0, 1_000_000) / 1_000_000 < truth({ source, calls, idle });
    const values: Record<string, unknown> = { source, calls, idle, noise: random.int(0, 1000) };
    change?.(values, won);
    const moment = new Date(NOW.getTime() + at * 60_000);
    return { values, won, weight: 1, at: moment, seenAt: moment, group: `lead-${at}` };
  });
}
const fit = async (rows: readonly FitRow[], features = FEATURES) => await fitScoreModel({ features, rows });

describe('the regression', () => {
  it('finds the coefficients the rows were made from', async () => {
    const random = seededRandom(3);
    const [rows, data, won] = [20_000, new Float64Array(40_000), new Uint8Array(20_000)];
    for (let row = 0; row < rows; row += 1) {
      data[2 * row] = random.int(-1000, 1001) / 500;
      data[2 * row + 1] = random.int(-1000, 1001) / 500;
      const chance = 1 / (1 + Math.exp(-(-0.5 + 1.1 * data[2 * row]! - 0.7 * data[2 * row + 1]!)));
      won[row] = random.int(0, 1_000_000) / 1_000_000 < chance ? 1 : 0;
    }
    const found = await fitLogistic({ rows, columns: 2, data }, won, new Float64Array(rows).fill(1), 0.1);
    expect(found.intercept).toBeCloseTo(-0.5, 1);
    expect(found.coefficients[0]).toBeCloseTo(1.1, 1);
    expect(found.coefficients[1]).toBeCloseTo(-0.7, 1);
  });

  it('stays finite for columns that repeat each other and for outcomes one column decides', async () => {
    const data = Float64Array.from({ length: 400 }, (_, at) => (at % 4 < 2 ? 1 : -1));
    const won = Uint8Array.from({ length: 200 }, (_, at) => (data[2 * at]! > 0 ? 1 : 0));
    const found = await fitLogistic({ rows: 200, columns: 2, data }, won, new Float64Array(200).fill(1), 1);
    expect(found.coefficients[0]).toBeCloseTo(found.coefficients[1]!, 6);
    expect(Math.abs(found.coefficients[0]!)).toBeLessThan(10);
  });
});

describe('the bins of a number', () => {
  it('never turn against their direction', () => {
    fc.assert(
      fc.property(
        fc.array(fc.tuple(fc.integer({ min: 0, max: 30 }), fc.boolean()), { minLength: 20, maxLength: 300 }),
        fc.constantFrom('up' as const, 'down' as const),
        (pairs, monotone) => {
          const rows = pairs.map(([calls, won], at) => ({
            ...leads(1)[0]!,
            values: { calls },
            won,
            group: String(at),
          }));
          const { bins } = binFeature({ ...FEATURES[1]!, monotone }, rows, 0.4);
          if (bins.kind !== 'number') throw new Error('not a number');
          expect(bins.cuts).toEqual(bins.cuts.toSorted((left, right) => left - right));
          expect(bins.weights).toHaveLength(bins.cuts.length + 1);
          const sign = monotone === 'up' ? 1 : -1;
          bins.weights.slice(1).forEach((weight, at) => {
            expect(sign * (weight - bins.weights[at]!)).toBeGreaterThanOrEqual(-1e-9);
          });
        },
      ),
      { numRuns: 100 },
    );
  });
});

describe('the figures', () => {
  it('count pairs, ties by half', () => {
    const row = (chance: number, won: boolean) => ({ chance, won, weight: 1 });
    expect(areaUnderCurve([row(0.9, true), row(0.1, false)])).toBe(1);
    expect(areaUnderCurve([row(0.5, true), row(0.5, false)])).toBe(0.5);
    expect(areaUnderCurve([row(0.2, true), row(0.1, false), row(0.3, false)])).toBe(0.5);
    expect(areaUnderCurve([row(0.2, true)])).toBe(0.5);
  });

  it('agree with counting by hand and stay within their bounds', () => {
    const judged = fc.array(
      fc.record({
        chance: fc.constantFrom(0, 0.1, 0.3, 0.5, 0.9, 1),
        won: fc.boolean(),
        weight: fc.constantFrom(0.5, 1),
      }),
      { minLength: 1, maxLength: 60 },
    );
    fc.assert(
      fc.property(judged, (rows) => {
        let [area, pairs] = [0, 0];
        for (const good of rows.filter(({ won }) => won)) {
          for (const bad of rows.filter(({ won }) => !won)) {
            pairs += good.weight * bad.weight;
            area += good.weight * bad.weight * (good.chance > bad.chance ? 1 : good.chance === bad.chance ? 0.5 : 0);
          }
        }
        const figures = scoreFigures(rows);
        expect(figures.auc).toBeCloseTo(pairs > 0 ? area / pairs : 0.5, 9);
        expect(figures.calibration.reduce((sum, { count }) => sum + count, 0)).toBeCloseTo(
          rows.reduce((sum, { weight }) => sum + weight, 0),
          9,
        );
        for (const { predicted, actual } of figures.calibration) {
          expect(predicted).toBeGreaterThanOrEqual(0);
          expect(actual).toBeLessThanOrEqual(1);
        }
        expect(figures.log_loss).toBeGreaterThanOrEqual(0);
        expect(figures.top_decile_rate).toBeLessThanOrEqual(1);
      }),
      { numRuns: 200 },
    );
  });
});

describe('a fitted score', () => {
  it('tells good from bad on leads it has not seen, with honest chances, and ignores noise', async () => {
    const { model, features, notes } = await fit(leads(3000));
    const unseen = leads(2000, 99);
    const figures = scoreFigures(
      unseen.map(({ values, won, weight }) => ({ chance: modelChance(model, values), won, weight })),
    );
    const best = areaUnderCurve(unseen.map(({ values, won, weight }) => ({ chance: truth(values), won, weight })));
    expect(best).toBeGreaterThan(0.75);
    expect(figures.auc).toBeGreaterThan(best - 0.015);
    expect(figures.calibration_error).toBeLessThan(0.04);
    expect(figures.top_decile_lift).toBeGreaterThan(2);
    expect(features.map(({ name }) => name).sort()).toEqual(['calls', 'idle', 'source']);
    expect(notes.map(({ code, feature }) => [code, feature])).toEqual([['no_signal', 'noise']]);
  });

  it('is the same to the last bit when it is made again, and whatever the order of the columns', async () => {
    const rows = leads(800);
    const first = await fit(rows);
    expect(await fit(leads(800))).toEqual(first);
    const turned = await fit(rows, FEATURES.toReversed());
    expect(modelChance(turned.model, rows[0]!.values)).toBeCloseTo(modelChance(first.model, rows[0]!.values), 6);
  });

  it('scores missing, unknown and absurd values without failing', async () => {
    const scorer = fittedScorer((await fit(leads(800))).model);
    const odd = fc.oneof(
      fc.constantFrom(null, undefined, '', '没见过', NaN, Infinity, -1e9, 1e9, '__proto__', 'constructor', true, []),
      fc.double(),
      fc.string(),
    );
    fc.assert(
      fc.property(fc.record({ source: odd, calls: odd, idle: odd }), (values) => {
        const { score, factors, probability } = scorer.score(values, NOW);
        expect(score).toBeGreaterThanOrEqual(0);
        expect(score).toBeLessThanOrEqual(100);
        expect(Number.isInteger(score)).toBe(true);
        expect(factors.reduce((sum, { points }) => sum + Math.round(points * 10), 0)).toBe(score * 10);
        expect(probability).toBeGreaterThanOrEqual(0);
        expect(probability).toBeLessThanOrEqual(100);
      }),
      { numRuns: 300 },
    );
  });

  it('warns of a column that knows the outcome and leaves it out', async () => {
    const rows = leads(800, 7, (values, won) => (values['contract'] = won ? `HT-${String(values['noise'])}` : null));
    const signed = { name: 'signed', label: '签约日', kind: 'category' } as const;
    for (const row of rows) Object.assign(row.values, { signed: row.won ? 'yes' : 'no' });
    const { features, notes } = await fit(rows, [...FEATURES, signed]);
    expect(features.some(({ name }) => name === 'signed')).toBe(false);
    expect(notes.find(({ feature }) => feature === 'signed')).toMatchObject({ code: 'leak', level: 'warning' });
  });

  it('notes a column with one value and one whose values are all different', async () => {
    const rows = leads(800, 7, (values) =>
      Object.assign(values, { country: '中国', number: `N${String(values['noise'])}` }),
    );
    rows.forEach((row, at) => Object.assign(row.values, { number: `N${at}` }));
    const { notes } = await fit(rows, [
      ...FEATURES,
      { name: 'country', label: '国家', kind: 'category' },
      { name: 'number', label: '编号', kind: 'category' },
    ]);
    expect(notes.map(({ code, feature }) => `${feature} ${code}`)).toEqual(
      expect.arrayContaining(['country one_value', 'number rare_values']),
    );
  });

  it('finds what two columns say only together', async () => {
    const random = seededRandom(11);
    const rows = leads(4000).map((row): FitRow => {
      const values = { ...row.values, region: random.int(0, 2) ? '华东' : '华南', line: random.int(0, 2) ? 'A' : 'B' };
      const chance = (values.region === '华东') === (values.line === 'A') ? 0.6 : 0.2;
      return { ...row, values, won: random.int(0, 1000) / 1000 < chance };
    });
    const { model } = await fit(rows, [
      { name: 'region', label: '区域', kind: 'category' },
      { name: 'line', label: '产品线', kind: 'category' },
      { name: 'calls', label: '电话次数', kind: 'number', monotone: 'up' },
    ]);
    const good = modelChance(model, { region: '华东', line: 'A', calls: 2 });
    const bad = modelChance(model, { region: '华东', line: 'B', calls: 2 });
    expect(good).toBeGreaterThan(0.5);
    expect(bad).toBeLessThan(0.3);
  });

  it.each([
    ['no lead at all', []],
    ['too few leads', leads(60)],
    ['nobody won', leads(500).map((row) => ({ ...row, won: false }))],
    ['everybody won', leads(500).map((row) => ({ ...row, won: true }))],
  ])('is refused for %s', async (_what, rows: FitRow[]) => {
    await expect(fit(rows)).rejects.toMatchObject({ code: 'crm.score_history_too_short' });
  });

  it('is the average chance for everybody when no column says anything', async () => {
    const rows: FitData['rows'] = leads(400).map((row, at) => ({ ...row, values: {}, won: at % 4 === 0 }));
    const { model } = await fit(rows);
    expect(model.features).toEqual([]);
    expect(fittedScorer(model).score({}, NOW)).toMatchObject({ score: 50, probability: 25 });
  });
});
