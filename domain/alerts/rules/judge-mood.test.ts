import { describe, expect, it } from 'vitest';
import { ALERT_RULES } from './alert-rules.ts';
import { judgeMood, type MoodFindings, moodsNeeded } from './judge-mood.ts';

const rules = ALERT_RULES.initial.moods;
const NOTHING: MoodFindings = {
  dissatisfied: false,
  worse: false,
  keeps_worsening: false,
  low_for_long: false,
  positive: false,
  positive_in_a_row: false,
};

/** Moods, the newest first, on both sides of every bound. */
const CASES: ReadonlyArray<readonly [words: string, moods: readonly number[], found: Partial<MoodFindings>]> = [
  ['nothing known', [], {}],
  ['an even mood', [0.5], {}],
  ['below dissatisfied', [0.19], { dissatisfied: true }],
  ['at dissatisfied', [0.2], {}],
  ['positive', [0.65], { positive: true }],
  ['nearly positive', [0.64], {}],
  ['fell by the drop, below neutral', [0.4, 0.65], { worse: true }],
  ['fell by less than the drop', [0.41, 0.65], {}],
  ['fell far, but is not low', [0.45, 0.95], {}],
  ['fell just below neutral', [0.44, 0.7], { worse: true }],
  ['rose', [0.4, 0.1], {}],
  ['three in a row, each lower by the step', [0.4, 0.45, 0.5], { keeps_worsening: true }],
  ['one of the steps too small', [0.4, 0.44, 0.5], {}],
  ['two messages are not three', [0.35, 0.4], {}],
  ['falling, but not low yet', [0.5, 0.6, 0.7], {}],
  ['it fell before and rose since', [0.42, 0.35, 0.45], {}],
  ['three positive in a row', [0.65, 0.7, 0.9], { positive: true, positive_in_a_row: true }],
  ['two positive', [0.7, 0.9], { positive: true }],
  ['one of three is not', [0.7, 0.6, 0.9], { positive: true }],
  ['low for five messages', [0.34, 0.34, 0.34, 0.34, 0.34], { low_for_long: true }],
  ['low for four', [0.3, 0.3, 0.3, 0.3], {}],
  ['five at the bound', [0.35, 0.35, 0.35, 0.35, 0.35], {}],
];

describe('how a mood moves', () => {
  it.each(CASES)('%s', (_words, moods, found) => {
    expect(judgeMood(rules, moods)).toEqual({ ...NOTHING, ...found });
  });

  it('looks at as many messages as the longest rule needs', () => {
    expect(moodsNeeded(rules)).toBe(5);
    expect(moodsNeeded({ ...rules, worsening_in_a_row: 8 })).toBe(8);
  });
});
