import type { GroupRole, RoleRuleView, RoleSource } from '../../../kernel/contracts/messaging-people.ts';
import type { Role } from '../../../kernel/contracts/identity.ts';

/** What is known of somebody in a group. */
export interface MemberFacts {
  readonly display_name: string;
  readonly admin: boolean;
  /** The role of the colleague this person is; null: nobody of ours, as far as we know. */
  readonly user_role: Role | null;
  /** What a colleague said of them: here, or elsewhere. */
  readonly said: { readonly role: GroupRole; readonly here: boolean; readonly certain: boolean } | null;
}

export interface ToldRole {
  readonly role: GroupRole;
  readonly by: RoleSource;
  /** 0 to 1. */
  readonly confidence: number;
  readonly reason: string;
}

/** Somebody of whom nothing is known is taken for a customer: the mistake that costs least. */
const DEFAULT: ToldRole = { role: 'user', by: 'default', confidence: 0.6, reason: '没有命中任何规则，按号主处理' };
/** A correction in another group, of somebody known by the name alone: it may be another person. */
const SAME_NAME = 0.8;
/** Two rules that say different things. */
const DISAGREE = 0.8;

/**
 * Who somebody is in a group: what a colleague said first, then the rules from the lowest position on (spec 002 §2, node 2).
 * Rules that disagree with the first one lower its confidence.
 */
export function tellRole(rules: readonly RoleRuleView[], facts: MemberFacts): ToldRole {
  if (facts.said) {
    const { role, here, certain } = facts.said;
    if (here) return { role, by: 'hand', confidence: 1, reason: '同事在本群指定' };
    return { role, by: 'hand', confidence: certain ? 1 : SAME_NAME, reason: '同事在别的群指定过' };
  }
  const fitting = rules
    .filter((rule) => rule.active)
    .flatMap((rule) => {
      const reason = fits(rule, facts);
      return reason ? [{ rule, reason }] : [];
    });
  const [first] = fitting;
  if (!first) return DEFAULT;
  const disagree = fitting.some(({ rule }) => rule.role !== first.rule.role);
  return {
    role: first.rule.role,
    by: 'rule',
    confidence: round(first.rule.confidence * (disagree ? DISAGREE : 1)),
    reason: first.reason,
  };
}

/** Why a rule fits; null when it does not. */
function fits(rule: RoleRuleView, facts: MemberFacts): string | null {
  if (rule.kind === 'group_admin') return facts.admin ? '群主或管理员' : null;
  if (rule.kind === 'identity')
    return facts.user_role && rule.words.includes(facts.user_role) ? '是系统里的同事' : null;
  const name = fold(facts.display_name);
  const word = rule.words.find((one) => name.includes(fold(one)));
  return word ? `名字里有“${word}”` : null;
}

function fold(text: string): string {
  return text.normalize('NFKC').toLowerCase().replaceAll(/\s/g, '');
}

function round(value: number): number {
  return Math.round(value * 100) / 100;
}
