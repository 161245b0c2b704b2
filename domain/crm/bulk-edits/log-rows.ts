import { query } from '../../../db/query.ts';
import type { BulkChange, BulkEntity } from '../../../kernel/contracts/data-quality.ts';
import { newId } from '../../../kernel/ids.ts';
import type { WriteScope } from '../crm-scope.ts';
import { readFields } from '../custom-fields/read-fields.ts';
import { TIMELINE_KINDS, type TimelineKind } from '../timeline-kinds.ts';
import { fieldWords } from '../words.ts';
import { touchedColumns, touchedKeys, touchesTags } from './bulk-fields.ts';

/** One changed record for the audit log and the timeline. */
export interface LoggedRow {
  readonly entity_id: string;
  readonly name: string;
  readonly before: unknown;
  readonly after: unknown;
}

/** Writes an audit line for each record, a timeline line where it belongs to a customer, and tells who listens. */
export async function logRows(
  scope: WriteScope,
  edit: { readonly id: string; readonly entity: BulkEntity; readonly change: BulkChange; readonly undo: boolean },
  rows: readonly LoggedRow[],
): Promise<void> {
  if (rows.length === 0) return;
  const { actor, clock } = scope;
  const { entity } = edit;
  await query(
    scope.em,
    `insert into audit_entry (at, actor_id, actor_kind, agent, approval_id, action, entity, entity_id, before, after, ip)
     select $2, $3, $4, $5, $6, $7, $8, n.entity_id, n.before, n.after, $9
     from jsonb_to_recordset($1::jsonb) as n(entity_id text, before jsonb, after jsonb)`,
    [
      JSON.stringify(rows.map((row) => ({ ...row, after: { ...(row.after as object), bulk_edit_id: edit.id } }))),
      clock.now(),
      actor.kind === 'system' ? null : actor.userId,
      actor.kind,
      actor.agent ?? null,
      actor.approvalId ?? null,
      `${entity}.${edit.undo ? 'bulk_edit_undone' : 'bulk_edited'}`,
      entity,
      actor.ip ?? null,
    ],
  );
  if (entity !== 'lead') await addTimeline(scope, { ...edit, entity }, rows);
  for (const { entity_id: id } of rows) scope.events.publish('crm.record_changed', { entity, id, change: 'updated' });
}

/** Where the timeline line of a record goes: its kind, the customer's id in SQL, and whether the record is named. */
const TIMELINES: Readonly<
  Record<Exclude<BulkEntity, 'lead'>, { kind: TimelineKind; customer: string; named: boolean }>
> = {
  customer: { kind: 'customer.updated', customer: 'n.entity_id', named: false },
  contact: {
    kind: 'contact.updated',
    customer: '(select c.customer_id from contact c where c.id = n.entity_id)',
    named: true,
  },
  opportunity: {
    kind: 'opportunity.updated',
    customer: '(select o.customer_id from opportunity o where o.id = n.entity_id)',
    named: true,
  },
};

async function addTimeline(
  scope: WriteScope,
  edit: { readonly entity: Exclude<BulkEntity, 'lead'>; readonly change: BulkChange; readonly undo: boolean },
  rows: readonly LoggedRow[],
): Promise<void> {
  const { kind, customer, named } = TIMELINES[edit.entity];
  const keys = touchedKeys(edit.change);
  const own = keys.length > 0 ? await readFields(scope, edit.entity, { archived: true }) : [];
  const fields = [...touchedColumns(edit.change), ...keys.map((key) => `custom.${key}`)];
  const labels = Object.fromEntries(own.map(({ key, label }) => [`custom.${key}`, label]));
  const words = [fieldWords(fields, labels), touchesTags(edit.change) ? '标签' : ''].filter(Boolean);
  const about = `${edit.undo ? '撤销批量修改' : '批量修改'}（${words.join('、')}）`;
  await query(
    scope.em,
    `insert into timeline_entry (id, customer_id, at, kind, title, body, actor_id, agent, entity, entity_id)
     select n.id, ${customer}, $2, $3, left($4 || n.name, 300), null, $5, $6, $7, n.entity_id
     from jsonb_to_recordset($1::jsonb) as n(id uuid, entity_id uuid, name text) where ${customer} is not null`,
    [
      JSON.stringify(
        rows.map((row) => ({
          id: newId(),
          entity_id: row.entity_id,
          name: named ? `：${row.name}` : '',
        })),
      ),
      scope.clock.now(),
      kind,
      `${TIMELINE_KINDS[kind]}：${about}`,
      scope.actor.kind === 'system' ? null : scope.actor.userId,
      scope.actor.agent ?? null,
      edit.entity,
    ],
  );
}
