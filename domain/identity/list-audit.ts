import { Params, query } from '../../db/query.ts';
import type { AuditEntryView } from '../../kernel/contracts/identity.ts';
import type { Page } from '../../kernel/contracts/paging.ts';
import type { Scope } from '../scope.ts';

/** A page of the audit log, newest first. */
export async function listAudit(
  scope: Pick<Scope, 'em'>,
  input: {
    page: number;
    page_size: number;
    entity?: string | undefined;
    entity_id?: string | undefined;
    actor_id?: string | undefined;
  },
): Promise<Page<AuditEntryView>> {
  const params = new Params();
  const conditions = [
    input.entity ? `a.entity = ${params.add(input.entity)}` : undefined,
    input.entity_id ? `a.entity_id = ${params.add(input.entity_id)}` : undefined,
    input.actor_id ? `a.actor_id = ${params.add(input.actor_id)}` : undefined,
  ].filter(Boolean);
  const where = conditions.length > 0 ? `where ${conditions.join(' and ')}` : '';
  const rows = await query<AuditEntryView & { total: number }>(
    scope.em,
    `select count(*) over ()::int as total, a.id::text as id, iso(a.at) as at, a.actor_id, u.name as actor_name, a.actor_kind, a.agent,
            a.approval_id, a.action, a.entity, a.entity_id, a.before, a.after
     from audit_entry a left join app_user u on u.id = a.actor_id ${where}
     order by a.id desc limit ${params.add(input.page_size)} offset ${params.add((input.page - 1) * input.page_size)}`,
    params.values,
  );
  return {
    items: rows.map(({ total: _, ...line }) => line),
    total: rows[0]?.total ?? 0,
    page: input.page,
    page_size: input.page_size,
  };
}
