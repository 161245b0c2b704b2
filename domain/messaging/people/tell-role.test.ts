import { describe, expect, it } from 'vitest';
import type { RoleRuleView } from '../../../kernel/contracts/messaging-people.ts';
import { tellRole, type MemberFacts } from './tell-role.ts';

const rule = (
  position: number,
  kind: RoleRuleView['kind'],
  words: string[],
  role: RoleRuleView['role'],
  confidence: number,
): RoleRuleView => ({ id: `r${position}`, position, kind, words, role, confidence, active: true, version: 1 });
const RULES = [
  rule(10, 'identity', ['operations'], 'operations', 0.98),
  rule(40, 'name', ['财神爷', '运营'], 'operations', 0.9),
  rule(50, 'name', ['售后'], 'after_sales', 0.9),
  rule(70, 'name', ['bot'], 'robot', 0.8),
  rule(80, 'group_admin', [], 'staff', 0.6),
];
const NOBODY: MemberFacts = { display_name: '晓风残月', admin: false, user_role: null, said: null };

describe('who somebody is in a group', () => {
  it.each<[words: string, facts: Partial<MemberFacts>, role: string, by: string, confidence: number]>([
    ['nothing known', {}, 'user', 'default', 0.6],
    ['a name', { display_name: '售后小李' }, 'after_sales', 'rule', 0.9],
    ['a name with blanks and other widths', { display_name: '财 神爷' }, 'operations', 'rule', 0.9],
    ['capital letters', { display_name: 'Ｂot一号' }, 'robot', 'rule', 0.8],
    ['two names in one', { display_name: '运营售后小王' }, 'operations', 'rule', 0.72],
    ['an admin', { admin: true }, 'staff', 'rule', 0.6],
    ['a colleague by account', { user_role: 'operations', display_name: '小美' }, 'operations', 'rule', 0.98],
    ['a colleague of another role', { user_role: 'marketer' }, 'user', 'default', 0.6],
    [
      'what was said here',
      { display_name: '售后小李', said: { role: 'user', here: true, certain: true } },
      'user',
      'hand',
      1,
    ],
    [
      'what was said elsewhere of this person',
      { said: { role: 'staff', here: false, certain: true } },
      'staff',
      'hand',
      1,
    ],
    [
      'what was said elsewhere of this name',
      { said: { role: 'staff', here: false, certain: false } },
      'staff',
      'hand',
      0.8,
    ],
  ])('%s', (_words, facts, role, by, confidence) => {
    expect(tellRole(RULES, { ...NOBODY, ...facts })).toMatchObject({ role, by, confidence });
  });

  it('leaves out rules that are switched off', () => {
    const off = RULES.map((one) => ({ ...one, active: false }));
    expect(tellRole(off, { ...NOBODY, display_name: '售后小李', admin: true }).by).toBe('default');
  });
});
