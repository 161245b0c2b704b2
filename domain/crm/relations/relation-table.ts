import type { DecisionRole, Attitude, RelationKind, RelationRole } from '../../../kernel/contracts/relations.ts';

interface RoleRow {
  readonly kind: RelationKind;
  /** Whether the other one stands first in the stored pair. `either`: the pair has no direction. */
  readonly other: 'from' | 'to' | 'either';
  readonly word: string;
}

/** What the other customer is to this one, and how that is kept; total. */
export const RELATION_ROLE_TABLE: Readonly<Record<RelationRole, RoleRow>> = {
  parent: { kind: 'parent', other: 'from', word: '上级公司' },
  subsidiary: { kind: 'parent', other: 'to', word: '下属公司' },
  partner: { kind: 'partner', other: 'either', word: '合作伙伴' },
  referrer: { kind: 'referral', other: 'from', word: '介绍人' },
  referred: { kind: 'referral', other: 'to', word: '被介绍的客户' },
  competitor: { kind: 'competitor', other: 'either', word: '竞争对手' },
};

/** The words on the line from the first to the second. */
export const RELATION_KIND_WORDS: Readonly<Record<RelationKind, string>> = {
  parent: '下属',
  partner: '合作',
  referral: '介绍',
  competitor: '竞争',
};

export const DECISION_ROLE_WORDS: Readonly<Record<DecisionRole, string>> = {
  decision_maker: '决策人',
  influencer: '影响者',
  user: '使用者',
  gatekeeper: '把关人',
  champion: '支持者',
  blocker: '反对者',
};

export const ATTITUDE_WORDS: Readonly<Record<Attitude, string>> = {
  supportive: '支持',
  neutral: '中立',
  opposed: '反对',
  unknown: '态度未知',
};

/** What a reader sees instead of a customer that is not theirs to see. */
export const HIDDEN_CUSTOMER = '其他同事的客户';

/** The stored pair of a role, seen from `self`. */
export function pairOf(
  role: RelationRole,
  self: string,
  other: string,
): { readonly kind: RelationKind; readonly from: string; readonly to: string } {
  const { kind, other: place } = RELATION_ROLE_TABLE[role];
  const otherFirst = place === 'from' || (place === 'either' && other < self);
  return otherFirst ? { kind, from: other, to: self } : { kind, from: self, to: other };
}

/** The role of the other one in a stored pair. */
export function roleOf(kind: RelationKind, otherIsFirst: boolean): RelationRole {
  const roles: Readonly<Record<RelationKind, readonly [RelationRole, RelationRole]>> = {
    parent: ['parent', 'subsidiary'],
    partner: ['partner', 'partner'],
    referral: ['referrer', 'referred'],
    competitor: ['competitor', 'competitor'],
  };
  return roles[kind][otherIsFirst ? 0 : 1];
}
