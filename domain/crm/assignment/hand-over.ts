import { Handover } from '../../../db/entities/crm/handover.entity.ts';
import { Params } from '../../../db/query.ts';
import type { HandoverList, HandoverView } from '../../../kernel/contracts/assignment.ts';
import type { Page } from '../../../kernel/contracts/paging.ts';
import { newId } from '../../../kernel/ids.ts';
import type { ReadScope, WriteScope } from '../crm-scope.ts';
import { pageOfRows } from '../page-of-rows.ts';

export interface HandOver {
  readonly entity: 'lead' | 'customer';
  readonly id: string;
  readonly from: string | null;
  readonly to: string | null;
  /** What the next owner should know. */
  readonly note: string;
}

/** Notes in the caller's transaction that a record changed hands. Without a note nothing is kept: the audit log has the rest. */
export function noteHandover(scope: WriteScope, { entity, id, from, to, note }: HandOver): void {
  if (!note) return;
  scope.em.create(Handover, {
    id: newId(),
    entity,
    entityId: id,
    fromUser: from,
    toUser: to,
    byUser: scope.actor.kind === 'system' ? null : scope.actor.userId,
    note: note.slice(0, 1000),
    at: scope.clock.now(),
  });
}

/** Hand-over notes one gave, got, or that belong to a record one sees; the newest first. */
export async function listHandovers(scope: ReadScope, input: HandoverList): Promise<Page<HandoverView>> {
  const params = new Params();
  const where: string[] = [];
  if (scope.actor.dataScope !== 'all') {
    const me = params.add(scope.actor.userId);
    const team = params.add(scope.actor.dataScope === 'team' ? scope.actor.teamId : null);
    const visible = (table: string): string =>
      `exists (select 1 from ${table} r where r.id = h.entity_id and (r.owner_id = ${me} or r.team_id = ${team}::uuid))`;
    where.push(
      `(h.from_user_id = ${me} or h.to_user_id = ${me} or h.by_user_id = ${me}
        or (h.entity = 'lead' and ${visible('lead')}) or (h.entity = 'customer' and ${visible('customer')}))`,
    );
  }
  if (input.entity) where.push(`h.entity = ${params.add(input.entity)}`);
  if (input.entity_id) where.push(`h.entity_id = ${params.add(input.entity_id)}`);
  const plan = {
    from: 'handover h',
    alias: 'h',
    where,
    orderBy: 'h.at desc, h.id desc',
    columns: `h.id, h.entity, h.entity_id, f.name as from_name, t.name as to_name, b.name as by_name, h.note, iso(h.at) as at`,
    joins: `left join app_user f on f.id = h.from_user_id left join app_user t on t.id = h.to_user_id
      left join app_user b on b.id = h.by_user_id`,
    params,
  };
  return await pageOfRows<HandoverView>(scope, plan, input);
}
