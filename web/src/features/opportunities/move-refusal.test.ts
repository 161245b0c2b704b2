import { expect, it } from 'vitest';
import { STAGES } from '../../../../kernel/contracts/crm.ts';
import type { CurrentUser } from '../../../../kernel/contracts/identity.ts';
import { MOVE_PEOPLE, type StageDefinitionView } from '../../../../kernel/contracts/stages.ts';
import { moveRefusal } from './move-refusal.ts';

const seller = { id: 'me', permissions: ['crm.write'] } as unknown as CurrentUser;
const manager = { id: 'boss', permissions: ['crm.write', 'crm.assign'] } as unknown as CurrentUser;

/** A table in which every stage is in use and leads nowhere but from 方案报价 to 商务谈判, by these people. */
function table(who: (typeof MOVE_PEOPLE)[number], active = true): StageDefinitionView[] {
  return STAGES.map((stage) => ({
    stage,
    active: stage !== 'negotiation' || active,
    moves: STAGES.map((to) => ({ to, allowed: stage === 'proposal' && to === 'negotiation', who })),
  })) as unknown as StageDefinitionView[];
}

const mine = { stage: 'proposal', owner_id: 'me' } as const;
const theirs = { stage: 'proposal', owner_id: 'other' } as const;

it('says nothing of a move that is allowed, nor while the table is not here', () => {
  expect(moveRefusal(table('anybody'), theirs, 'negotiation', seller)).toBeUndefined();
  expect(moveRefusal(table('owner_or_manager'), mine, 'negotiation', seller)).toBeUndefined();
  expect(moveRefusal(table('manager'), theirs, 'negotiation', manager)).toBeUndefined();
  expect(moveRefusal(undefined, mine, 'won', seller)).toBeUndefined();
});

it('says why a move is not allowed', () => {
  expect(moveRefusal(table('anybody'), mine, 'won', seller)).toBe('notAllowed');
  expect(moveRefusal(table('anybody', false), mine, 'negotiation', manager)).toBe('notInUse');
  expect(moveRefusal(table('owner_or_manager'), theirs, 'negotiation', seller)).toBe('notYours');
  expect(moveRefusal(table('manager'), mine, 'negotiation', seller)).toBe('managerOnly');
});
