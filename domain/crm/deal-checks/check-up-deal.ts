import type { Clock } from '../../../kernel/clock.ts';
import type { CheckItem, DealCheckUp } from '../../../kernel/contracts/deals.ts';
import type { ReadScope } from '../crm-scope.ts';
import { getOpportunity } from '../opportunities/get-opportunity.ts';
import { isOpenStage } from '../stage-table.ts';
import { stageError } from '../stages/errors.ts';
import { readDealFile } from './deal-file.ts';
import { gradeOf, GRADE_WORDS } from './grade-table.ts';
import { amountItem } from './items/amount.ts';
import { closeDateItem } from './items/close-date.ts';
import { competitionItem } from './items/competition.ts';
import { decisionMakerItem } from './items/decision-maker.ts';
import { factsItem } from './items/facts.ts';
import type { CheckRule } from './items/item.ts';
import { nextStepItem } from './items/next-step.ts';
import { rhythmItem } from './items/rhythm.ts';

/** The items of a check-up, in the order a person reads them. */
export const CHECK_RULES: readonly CheckRule[] = [
  factsItem,
  rhythmItem,
  decisionMakerItem,
  closeDateItem,
  amountItem,
  nextStepItem,
  competitionItem,
];

const WEIGHT = { bad: 0, warn: 1, ok: 2 } as const;

/**
 * Checks a deal on its way up against the organisation's own won deals: each item with its reason, the next steps (the worst
 * item's first) and an overall grade.
 *
 * @throws AppError `crm.opportunity_not_found`, `crm.deal_closed`
 */
export async function checkUpDeal(
  scope: ReadScope & { readonly clock: Clock },
  input: { readonly id: string },
): Promise<DealCheckUp> {
  const deal = await getOpportunity(scope, input);
  if (!isOpenStage(deal.stage)) throw stageError('crm.deal_closed', { details: { name: deal.name } });
  const file = await readDealFile(scope, deal);
  const items = CHECK_RULES.map(({ key, label, check }): CheckItem => {
    const { next_step = null, ...finding } = check(file);
    return { key, label, ...finding, next_step };
  });
  const count = (result: CheckItem['result']): number => items.filter((item) => item.result === result).length;
  const grade = gradeOf(count('bad'), count('warn'));
  const urgent = items.filter(({ next_step }) => next_step).toSorted((a, b) => WEIGHT[a.result] - WEIGHT[b.result]);
  return {
    opportunity_id: deal.id,
    name: deal.name,
    stage: deal.stage,
    grade,
    summary: `“${deal.name}”体检 ${grade} 级：${GRADE_WORDS[grade]}。${count('ok')} 项正常，${count('warn')} 项提醒，${count('bad')} 项要处理。`,
    items,
    next_steps: urgent.flatMap(({ next_step }) => (next_step ? [next_step] : [])).slice(0, 5),
    history_deals: file.history.deals,
    checked_at: scope.clock.now().toISOString(),
  };
}
