import type { AlertRules } from '../../../kernel/contracts/policies.ts';

/** How somebody's mood moves, told from their messages. Moods are 0 (very bad) to 1 (very good), the newest first. */
export interface MoodFindings {
  readonly dissatisfied: boolean;
  readonly worse: boolean;
  readonly keeps_worsening: boolean;
  readonly low_for_long: boolean;
  readonly positive: boolean;
  readonly positive_in_a_row: boolean;
}

/**
 * What the moods of a person's messages say; the first one is the message in hand.
 * Differences are counted in thousandths, so that 0.7 - 0.65 is what it looks like.
 */
export function judgeMood(rules: AlertRules['moods'], moods: readonly number[]): MoodFindings {
  const [now = 0.5, before] = moods;
  return {
    dissatisfied: now < rules.dissatisfied,
    worse: before !== undefined && now < rules.neutral && fell(before, now, rules.drop),
    keeps_worsening: now < rules.neutral && fallsEachTime(moods.slice(0, rules.worsening_in_a_row), rules),
    low_for_long: moods.length >= rules.churn_messages && mean(moods.slice(0, rules.churn_messages)) < rules.churn_mean,
    positive: now >= rules.positive,
    positive_in_a_row:
      moods.length >= rules.positive_in_a_row &&
      moods.slice(0, rules.positive_in_a_row).every((mood) => mood >= rules.positive),
  };
}

/** How many messages are looked at, the one in hand with them. */
export function moodsNeeded(rules: AlertRules['moods']): number {
  return Math.max(rules.positive_in_a_row, rules.worsening_in_a_row, rules.churn_messages);
}

function fell(from: number, to: number, by: number): boolean {
  return Math.round((from - to) * 1000) >= Math.round(by * 1000);
}

function fallsEachTime(newestFirst: readonly number[], rules: AlertRules['moods']): boolean {
  if (newestFirst.length < rules.worsening_in_a_row) return false;
  return newestFirst.slice(1).every((earlier, index) => fell(earlier, newestFirst[index]!, rules.step));
}

function mean(values: readonly number[]): number {
  return values.reduce((sum, value) => sum + value, 0) / values.length;
}
