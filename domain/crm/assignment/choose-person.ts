import type { AssignmentMethod, ConsideredPerson } from '../../../kernel/contracts/assignment.ts';

/** Somebody a rule may give a lead to, as things stand now. */
export interface Candidate {
  readonly userId: string;
  readonly name: string;
  /** Leads they own that are neither converted nor given up. */
  readonly open: number;
  readonly absent: boolean;
  /** The rule's turn in which they were served last; null never. */
  readonly lastTurn: number | null;
  /** Share of their settled leads that were converted in the last half year, smoothed towards one half. */
  readonly conversion: number;
}

export interface Choice {
  readonly chosen: Candidate | undefined;
  readonly considered: readonly ConsideredPerson[];
}

export interface ChoiceRule {
  readonly method: AssignmentMethod;
  readonly maxOpen: number | null;
  readonly topScore: number | null;
}

/** From this score on a lead goes to the best closer, when the rule names no other. */
const TOP_SCORE = 70;

/**
 * Picks whom a rule gives the lead to. Nobody absent, nobody at their limit. In turn: whoever waited longest. By load:
 * whoever has the fewest open leads. By score: a top lead to the best closer, any other by load. Ties go by turn, then
 * by the members' order, so the same state always gives the same answer.
 */
export function choosePerson(rule: ChoiceRule, candidates: readonly Candidate[], score: number | null): Choice {
  const blocked = new Map(candidates.map((one) => [one.userId, blockOf(rule, one)]));
  const free = candidates.filter((one) => blocked.get(one.userId) === '');
  const chosen = free.toSorted(orderOf(rule, score))[0];
  return {
    chosen,
    considered: candidates.map((one) => ({
      user_id: one.userId,
      name: one.name,
      open: one.open,
      chosen: one === chosen,
      reason: blocked.get(one.userId) ?? '',
    })),
  };
}

function blockOf({ maxOpen }: ChoiceRule, { absent, open }: Candidate): string {
  if (absent) return '请假中';
  if (maxOpen !== null && open >= maxOpen) return `手上已有 ${open} 条，达到上限 ${maxOpen} 条`;
  return '';
}

type Order = (a: Candidate, b: Candidate) => number;

const byTurn: Order = (a, b) => (a.lastTurn ?? -1) - (b.lastTurn ?? -1);
const byLoad: Order = (a, b) => a.open - b.open || byTurn(a, b);
const byConversion: Order = (a, b) => b.conversion - a.conversion || byLoad(a, b);

function orderOf(rule: ChoiceRule, score: number | null): Order {
  if (rule.method === 'round_robin') return byTurn;
  return isTop(rule, score) ? byConversion : byLoad;
}

/** Whether `by_score` sends this lead to the best closer. */
export function isTop(rule: ChoiceRule, score: number | null): boolean {
  return rule.method === 'by_score' && score !== null && score >= (rule.topScore ?? TOP_SCORE);
}
