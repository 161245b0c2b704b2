import { AssignmentDecision } from '../../../db/entities/crm/assignment-decision.entity.ts';
import { query } from '../../../db/query.ts';
import { requirePermission } from '../../../kernel/actor.ts';
import type { AssignmentDecisionView } from '../../../kernel/contracts/assignment.ts';
import { newId } from '../../../kernel/ids.ts';
import { inTransaction } from '../../in-transaction.ts';
import type { WriteScope } from '../crm-scope.ts';
import { crmError } from '../errors.ts';
import { assignLead } from '../leads/assign-lead.ts';
import { changeOwner } from '../pools/change-owner.ts';
import { enterPool } from '../pools/enter-pool.ts';
import { notePoolEvent } from '../pools/note-pool-event.ts';
import { decideAssignment, type Decision } from './decide-assignment.ts';
import { readLatestDecision } from './list-decisions.ts';
import { loadCandidates } from './load-candidates.ts';
import { rightToGive, type RightToGive } from './right-to-give.ts';

interface WaitingLead {
  readonly id: string;
  readonly version: number;
  readonly owner_id: string | null;
  readonly team_id: string | null;
  readonly status: string;
  readonly score: number | null;
}

/**
 * Gives a lead without an owner out by the rules: the choice, its reason and the lead's new owner are one transaction.
 * When no rule has anybody, it goes to the pool it belongs to. A lead that has an owner meanwhile, or is settled, stays.
 *
 * @throws AppError `access.not_permitted`, `crm.lead_not_found`
 */
export async function autoAssignLead(
  outer: WriteScope,
  input: { readonly id: string },
): Promise<AssignmentDecisionView | undefined> {
  requirePermission(outer.actor, 'crm.assign');
  return await inTransaction(outer, async (scope) => {
    const [lead] = await query<WaitingLead>(
      scope.em,
      'select id, version, owner_id, team_id, status, score from lead where id = $1 for update',
      [input.id],
    );
    const right = lead && (await rightToGive(scope, { id: lead.id, owner: lead.owner_id, team: lead.team_id }));
    if (!lead || !right) throw crmError('crm.lead_not_found', { details: { id: input.id } });
    if (lead.owner_id || lead.status === 'converted' || lead.status === 'disqualified') return undefined;
    const decision = await decide(scope, lead, right);
    const pooled = decision.outcome === 'nobody' && (await waitsInPool(scope, lead.id, decision.reason));
    if (decision.person) {
      await give(scope, lead, decision.person.userId, right);
      await countTurn(scope, decision);
    }
    await noteDecision(scope, lead.id, decision, pooled ? 'pool' : decision.outcome);
    return await readLatestDecision(scope, lead.id);
  });
}

async function decide(scope: WriteScope, lead: WaitingLead, { among }: RightToGive): Promise<Decision> {
  return await decideAssignment(
    scope,
    lead,
    async (rule) => {
      // Two leads of one rule are settled one after the other, else both would go to the same person.
      await query(scope.em, 'select 1 from assignment_rule where id = $1 for update', [rule.id]);
    },
    async (rule) => (await loadCandidates(scope, rule)).filter(({ userId }) => !among || among.has(userId)),
  );
}

async function give(scope: WriteScope, lead: WaitingLead, to: string, { pool }: RightToGive): Promise<void> {
  if (!pool) {
    await assignLead(scope, { id: lead.id, version: lead.version, owner_id: to });
    return;
  }
  await changeOwner(scope, 'lead', lead, { owner: to, team: scope.actor.teamId });
  const reason = `${scope.actor.name}按分配规则分配`;
  notePoolEvent(scope, { poolId: pool.id, entity: 'lead', entityId: lead.id, kind: 'given', userId: to, reason });
}

/** Whether the lead lies in a pool now: in the one it was in already, or in the one it belongs to. */
async function waitsInPool(scope: WriteScope, leadId: string, reason: string): Promise<boolean> {
  const [there] = await query(scope.em, 'select 1 from pool_entry where lead_id = $1', [leadId]);
  return there !== undefined || (await enterPool(scope, 'lead', leadId, reason)) !== undefined;
}

/** The rule's next turn goes to somebody else. */
async function countTurn(scope: WriteScope, { rule, person }: Decision): Promise<void> {
  await query(
    scope.em,
    `insert into assignment_share as s (rule_id, user_id, served, last_served_at, turn)
     select $1::uuid, $2::uuid, 1, $3, coalesce(max(turn), 0) + 1 from assignment_share where rule_id = $1::uuid
     on conflict (rule_id, user_id)
     do update set served = s.served + 1, last_served_at = excluded.last_served_at, turn = excluded.turn`,
    [rule?.id, person?.userId, scope.clock.now()],
  );
}

/** A decision that says the same as the last one only moves its time: a lead may wait for days. */
async function noteDecision(
  scope: WriteScope,
  leadId: string,
  decision: Decision,
  outcome: AssignmentDecisionView['outcome'],
): Promise<void> {
  const last = await readLatestDecision(scope, leadId);
  if (last && last.outcome === outcome && last.reason === decision.reason) {
    const newest = 'select id from assignment_decision where lead_id = $1 order by decided_at desc, id desc limit 1';
    await query(scope.em, `update assignment_decision set decided_at = $2 where id = (${newest})`, [
      leadId,
      scope.clock.now(),
    ]);
    return;
  }
  scope.em.create(AssignmentDecision, {
    id: newId(),
    lead: leadId,
    rule: decision.rule?.id ?? null,
    ruleName: decision.rule?.name ?? null,
    user: decision.person?.userId ?? null,
    outcome,
    reason: decision.reason.slice(0, 500),
    considered: [...decision.considered],
    decidedAt: scope.clock.now(),
  });
  await scope.em.flush();
}
