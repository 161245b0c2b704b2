import { query, queryOne } from '../../../db/query.ts';
import type { SopContent, SopStatus, SopTrigger } from '../../../kernel/contracts/sop.ts';
import type { Scope } from '../../scope.ts';
import { sopError } from '../errors.ts';

/** A template with the version that new instances begin on. */
export interface ActiveTemplate {
  readonly id: string;
  readonly name: string;
  readonly version_id: string;
  readonly number: number;
  readonly content: SopContent;
}

const SELECT = `select t.id, t.name, t.status, v.id as version_id, v.number, v.content from sop_templates t
  left join sop_template_versions v on v.template_id = t.id and v.number = t.active_number`;

/** A template that may start now; undefined where it is not there or not active. */
export async function readActiveTemplate(scope: Pick<Scope, 'em'>, id: string): Promise<ActiveTemplate | undefined> {
  return await queryOne<ActiveTemplate>(
    scope.em,
    `${SELECT} where t.id = $1 and t.status = 'active' and v.id is not null`,
    [id],
  );
}

/**
 * As `readActiveTemplate`, for somebody who wants it started.
 * @throws AppError `sop.template_not_found`, `sop.template_not_active`
 */
export async function requireActiveTemplate(scope: Pick<Scope, 'em'>, id: string): Promise<ActiveTemplate> {
  const row = await queryOne<ActiveTemplate & { status: SopStatus }>(scope.em, `${SELECT} where t.id = $1`, [id]);
  if (!row) throw sopError('sop.template_not_found');
  if (row.status !== 'active' || row.version_id === null)
    throw sopError('sop.template_not_active', { details: { name: row.name } });
  return row;
}

/** The active templates that start by themselves at one of these triggers. */
export async function templatesFor(
  scope: Pick<Scope, 'em'>,
  triggers: readonly SopTrigger[],
): Promise<ActiveTemplate[]> {
  return await query<ActiveTemplate>(
    scope.em,
    `${SELECT} where t.status = 'active' and v.id is not null and (v.content -> 'trigger_config' ->> 'auto_trigger')::boolean
       and v.content -> 'trigger_config' ->> 'type' = any($1::text[]) order by t.created_at, t.id`,
    [triggers],
  );
}
