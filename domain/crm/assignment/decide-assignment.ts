import type { AssignmentOutcome, AssignmentRuleView, ConsideredPerson } from '../../../kernel/contracts/assignment.ts';
import type { Clock } from '../../../kernel/clock.ts';
import type { ReadScope } from '../crm-scope.ts';
import { meetsCondition } from '../fields/meets-condition.ts';
import { localMinute } from '../local-today.ts';
import { choosePerson, isTop, type Candidate } from './choose-person.ts';
import { readHours } from './hours.ts';
import { loadCandidates } from './load-candidates.ts';
import { listRules } from './rule-view.ts';
import { isOpenAt, nextOpening } from './working-hours.ts';

/** What the rules say about a lead, before anything is written. */
export interface Decision {
  readonly outcome: Exclude<AssignmentOutcome, 'pool'>;
  readonly rule: AssignmentRuleView | undefined;
  readonly person: Candidate | undefined;
  /** A Chinese sentence. */
  readonly reason: string;
  readonly considered: readonly ConsideredPerson[];
}

export interface LeadAtHand {
  readonly id: string;
  readonly score: number | null;
}

/**
 * Asks the active rules from the first on. The first one whose condition the lead meets and that has somebody free
 * decides; one that keeps to the working hours makes the lead wait; one whose people are all away or full is passed over.
 */
export async function decideAssignment(
  scope: ReadScope & { readonly clock: Clock },
  lead: LeadAtHand,
  lockRule?: (rule: AssignmentRuleView) => Promise<void>,
  peopleOf: (rule: AssignmentRuleView) => Promise<readonly Candidate[]> = (rule) => loadCandidates(scope, rule),
): Promise<Decision> {
  const passed: string[] = [];
  const considered: ConsideredPerson[] = [];
  for (const rule of await listRules(scope)) {
    if (!rule.active || !(await meetsCondition(scope, 'lead', lead.id, rule.condition))) continue;
    const now = scope.clock.now();
    const hours = await readHours(scope);
    if (rule.respect_hours && !isOpenAt(hours, now)) {
      const reason = `符合规则“${rule.name}”，现在不在工作时间，等到 ${localMinute(nextOpening(hours, now))} 再分。`;
      return { outcome: 'waits', rule, person: undefined, reason, considered };
    }
    await lockRule?.(rule);
    const limits = { method: rule.method, maxOpen: rule.max_open, topScore: rule.top_score };
    const choice = choosePerson(limits, await peopleOf(rule), lead.score);
    considered.push(...choice.considered);
    if (choice.chosen) {
      const reason = `${passed.join('')}按规则“${rule.name}”分给${choice.chosen.name}：${whyOf(rule, choice.chosen, lead)}。`;
      return { outcome: 'assigned', rule, person: choice.chosen, reason, considered };
    }
    passed.push(`规则“${rule.name}”里的人都在请假或者手上已满；`);
  }
  const reason = passed.length > 0 ? `${passed.join('')}没有别的规则可用。` : '没有一条分配规则适用于这条线索。';
  return { outcome: 'nobody', rule: undefined, person: undefined, reason, considered };
}

function whyOf(rule: AssignmentRuleView, person: Candidate, lead: LeadAtHand): string {
  const limits = { method: rule.method, maxOpen: rule.max_open, topScore: rule.top_score };
  if (rule.method === 'round_robin') return '轮到了';
  if (isTop(limits, lead.score)) return `线索 ${lead.score} 分，转化最好的同事先接`;
  return `手上线索最少（${person.open} 条）`;
}
