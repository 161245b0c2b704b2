import { Params, query, queryOne } from '../../../db/query.ts';
import { appendAudit } from '../../append-audit.ts';
import { inTransaction } from '../../in-transaction.ts';
import type { WriteScope } from '../crm-scope.ts';
import { meetingRows, visibleRecords } from '../fields/meeting-rows.ts';
import { TIMELINE_KINDS } from '../timeline-kinds.ts';
import { segmentError } from './errors.ts';
import { findSegment } from './segment-view.ts';

export interface TagSegment {
  readonly id: string;
  readonly tag: string;
}

/**
 * Puts a tag on every customer of a segment that the actor sees and that does not have it, with a line on each timeline.
 * @returns how many got the tag
 * @throws AppError `crm.segment_not_found`, `crm.segment_wrong_entity`
 */
export async function tagSegment(outer: WriteScope, input: TagSegment): Promise<{ readonly tagged: number }> {
  return await inTransaction(outer, async (scope) => {
    const segment = await findSegment(scope, input.id);
    if (segment.entity !== 'customer')
      throw segmentError('crm.segment_wrong_entity', { details: { name: segment.name, entity: '客户' } });
    const now = scope.clock.now();
    const tag = await queryOne<{ id: string }>(
      scope.em,
      `insert into tag (id, name, created_at) values (gen_random_uuid(), $1, $2)
       on conflict (name) do update set name = excluded.name returning id`,
      [input.tag, now],
    );
    const params = new Params();
    const [tagId, at] = [params.add(tag?.id), params.add(now)];
    const [actorId, agent] = [
      params.add(scope.actor.kind === 'system' ? null : scope.actor.userId),
      params.add(scope.actor.agent ?? null),
    ];
    const title = params.add(`${TIMELINE_KINDS['customer.tagged']}：+${input.tag}`);
    const visible = visibleRecords(scope.actor, 'customer', 'r', params);
    const meets = await meetingRows(scope, 'customer', segment.condition, params);
    const [row] = await query<{ tagged: number }>(
      scope.em,
      `with members as (select r.id from customer r where ${visible} and ${meets}),
       tagged as (
         insert into customer_tag (customer_id, tag_id, created_at)
         select m.id, ${tagId}::uuid, ${at} from members m on conflict do nothing returning customer_id
       ),
       told as (
         insert into timeline_entry (id, customer_id, at, kind, title, body, actor_id, agent, entity, entity_id)
         select gen_random_uuid(), customer_id, ${at}, 'customer.tagged', ${title}, null, ${actorId}::uuid, ${agent}, 'customer', customer_id
         from tagged
       ),
       moved as (
         update customer c set updated_at = ${at}, version = c.version + 1 from tagged t where c.id = t.customer_id
       )
       select count(*)::int as tagged from tagged`,
      params.values,
    );
    const tagged = row?.tagged ?? 0;
    const after = { tag: input.tag, customers: tagged };
    appendAudit(scope, { action: 'segment.tagged', entity: 'segment', entityId: segment.id, after });
    scope.events.publish('crm.record_changed', { entity: 'segment', id: segment.id, change: 'updated' });
    await scope.em.flush();
    return { tagged };
  });
}
