import { Lead } from '../../../db/entities/crm/lead.entity.ts';
import { query } from '../../../db/query.ts';
import { requirePermission } from '../../../kernel/actor.ts';
import type { LeadView } from '../../../kernel/contracts/crm.ts';
import { inTransaction } from '../../in-transaction.ts';
import { noteHandover } from '../assignment/hand-over.ts';
import type { WriteScope } from '../crm-scope.ts';
import { lockRow } from '../lock-row.ts';
import { recordChange } from '../record-change.ts';
import { resolveOwner } from '../resolve-owner.ts';
import { readLead } from './lead-view.ts';

export interface AssignLead {
  readonly id: string;
  readonly version: number;
  /** Null takes the lead back: it waits without an owner in the actor's team. */
  readonly owner_id: string | null;
  /** What the next owner should know. */
  readonly note?: string | undefined;
}

/**
 * Gives a lead to a colleague and that colleague's team; its planned follow-ups go along. A note for the next owner is kept.
 * @throws AppError `access.not_permitted`, `crm.lead_not_found`, `crm.stale_version`, `crm.owner_not_found`
 */
export async function assignLead(outer: WriteScope, input: AssignLead): Promise<LeadView> {
  requirePermission(outer.actor, 'crm.assign');
  return await inTransaction(outer, async (scope) => {
    const lead = await lockRow(scope, Lead, input.id, 'crm.lead_not_found', input.version);
    if ((lead.owner ?? null) === input.owner_id) return await readLead(scope, lead.id);
    const ownership = await resolveOwner(scope, input.owner_id);
    const before = { owner_id: lead.owner ?? null };
    const handover = { entity: 'lead', id: lead.id, from: before.owner_id, to: ownership.owner } as const;
    noteHandover(scope, { ...handover, note: input.note ?? '' });
    const now = scope.clock.now();
    lead.owner = ownership.owner;
    lead.team = ownership.team;
    lead.updatedAt = now;
    await scope.em.flush();
    await query(
      scope.em,
      `update activity set owner_id = $2, team_id = $3, updated_at = $4, version = version + 1
       where lead_id = $1 and status = 'planned' and owner_id is distinct from $2`,
      [lead.id, ownership.owner, ownership.team, now],
    );
    recordChange(scope, {
      entity: 'lead',
      id: lead.id,
      change: 'updated',
      verb: 'assigned',
      before,
      after: { owner_id: ownership.owner },
    });
    await scope.em.flush();
    return await readLead(scope, lead.id);
  });
}
