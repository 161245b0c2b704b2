import { describe, expect, test } from 'vitest';
import type { OpportunityView, Stage } from '../../../kernel/contracts/crm.ts';
import type { CheckItemKey } from '../../../kernel/contracts/deals.ts';
import { CHECK_RULES } from './check-up-deal.ts';
import type { DealFile } from './deal-file.ts';
import { GRADE_TABLE, gradeOf } from './grade-table.ts';
import type { WonHistory } from './won-history.ts';

const TODAY = '2026-11-18';
const spread = (low: number, middle: number, high: number) => ({ n: 30, low, middle, high });
const NO_HISTORY: WonHistory = {
  deals: 0,
  daysToWon: null,
  daysFrom: 'opening',
  activityGap: null,
  amount: null,
  amountOf: 'all',
};
const HISTORY: WonHistory = {
  deals: 30,
  daysToWon: spread(20, 40, 80),
  daysFrom: 'stage',
  activityGap: spread(1, 4, 10),
  amount: spread(10_000, 40_000, 100_000),
  amountOf: 'product',
};

function file(
  given: Partial<DealFile> & { stage?: Stage; amount?: number | null; close?: string | null } = {},
): DealFile {
  const { stage = 'proposal', amount = 50_000, close = '2026-12-10', ...rest } = given;
  return {
    deal: { stage, amount, expected_close: close } as OpportunityView,
    today: TODAY,
    rule: {
      stage,
      probability: 50,
      required_facts: ['need', 'budget', 'decision_maker'],
      enforcement: 'advise',
      stalled_days: 14,
      active: true,
      guidance: null,
      version: 1,
      updated_at: '',
    },
    missing: [],
    history: HISTORY,
    daysInStage: 10,
    daysOpen: 30,
    activities: 5,
    lastMonth: 3,
    daysSinceLast: 2,
    decisionMakers: ['周总'],
    metDecisionMaker: true,
    decisionMakerTold: false,
    nextPlannedOn: '2026-11-20',
    overduePlans: 0,
    putOff: 0,
    rivals: 0,
    competitionTold: true,
    rivalsAhead: [],
    ...rest,
  };
}

const find = (key: CheckItemKey, given: Parameters<typeof file>[0]) => {
  const rule = CHECK_RULES.find((one) => one.key === key);
  if (!rule) throw new Error(key);
  return rule.check(file(given));
};

describe('each item of the check-up', () => {
  test.each<[CheckItemKey, Parameters<typeof file>[0], 'ok' | 'warn' | 'bad']>([
    ['facts', {}, 'ok'],
    ['facts', { missing: ['budget'] }, 'warn'],
    ['facts', { missing: ['budget', 'need'] }, 'bad'],
    ['rhythm', { daysSinceLast: 10 }, 'ok'],
    ['rhythm', { daysSinceLast: 11 }, 'warn'],
    ['rhythm', { daysSinceLast: 20 }, 'warn'],
    ['rhythm', { daysSinceLast: 21 }, 'bad'],
    ['rhythm', { daysSinceLast: null, daysOpen: 21 }, 'bad'],
    ['rhythm', { daysSinceLast: null, daysOpen: 3 }, 'ok'],
    ['rhythm', { daysSinceLast: 14, history: NO_HISTORY }, 'ok'],
    ['rhythm', { daysSinceLast: 15, history: NO_HISTORY }, 'warn'],
    ['decision_maker', {}, 'ok'],
    ['decision_maker', { metDecisionMaker: false }, 'warn'],
    ['decision_maker', { metDecisionMaker: false, stage: 'negotiation' }, 'bad'],
    ['decision_maker', { metDecisionMaker: false, decisionMakers: [], decisionMakerTold: true }, 'warn'],
    ['decision_maker', { metDecisionMaker: false, decisionMakers: [] }, 'bad'],
    ['decision_maker', { metDecisionMaker: false, decisionMakers: [], stage: 'prospecting' }, 'warn'],
    ['close_date', {}, 'ok'],
    ['close_date', { close: null }, 'bad'],
    ['close_date', { close: null, stage: 'prospecting' }, 'warn'],
    ['close_date', { close: '2026-11-17' }, 'bad'],
    ['close_date', { close: TODAY }, 'warn'],
    ['close_date', { close: TODAY, history: NO_HISTORY }, 'ok'],
    ['close_date', { close: '2027-03-01' }, 'warn'],
    ['close_date', { putOff: 1 }, 'ok'],
    ['close_date', { putOff: 2 }, 'warn'],
    ['close_date', { putOff: 2, close: '2027-03-01' }, 'bad'],
    ['close_date', { putOff: 3 }, 'bad'],
    ['amount', {}, 'ok'],
    ['amount', { amount: null }, 'bad'],
    ['amount', { amount: 0, stage: 'qualification' }, 'warn'],
    ['amount', { amount: 200_000 }, 'ok'],
    ['amount', { amount: 200_001 }, 'warn'],
    ['amount', { amount: 4999 }, 'warn'],
    ['amount', { amount: 1, history: NO_HISTORY }, 'ok'],
    ['next_step', {}, 'ok'],
    ['next_step', { nextPlannedOn: null }, 'warn'],
    ['next_step', { overduePlans: 1 }, 'warn'],
    ['next_step', { overduePlans: 1, nextPlannedOn: null }, 'bad'],
    ['competition', {}, 'ok'],
    ['competition', { competitionTold: false }, 'warn'],
    ['competition', { competitionTold: false, stage: 'prospecting' }, 'ok'],
    ['competition', { rivals: 2, competitionTold: false }, 'ok'],
    ['competition', { rivals: 2, rivalsAhead: ['华信'] }, 'warn'],
    ['competition', { rivals: 2, rivalsAhead: ['华信'], stage: 'negotiation' }, 'bad'],
  ])('%s of %j is %s', (key, given, result) => {
    const finding = find(key, given);
    expect(finding.result).toBe(result);
    expect(finding.reason).not.toBe('');
    expect(finding.next_step === undefined).toBe(result === 'ok');
  });
});

test('the grade is a total table that never gets better by a worse finding', () => {
  expect(GRADE_TABLE.map((row) => row.length)).toEqual([4, 4, 4, 4]);
  const rank = (bad: number, warn: number): number => 'ABCD'.indexOf(gradeOf(bad, warn));
  for (let bad = 0; bad <= 7; bad += 1) {
    for (let warn = 0; warn + bad <= 7; warn += 1) {
      expect(rank(bad, warn)).toBeGreaterThanOrEqual(0);
      expect(rank(bad + 1, warn)).toBeGreaterThanOrEqual(rank(bad, warn));
      expect(rank(bad, warn + 1)).toBeGreaterThanOrEqual(rank(bad, warn));
    }
  }
});
