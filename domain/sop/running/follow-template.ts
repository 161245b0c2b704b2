import { query } from '../../../db/query.ts';
import type { ChangeScope } from './change-instance.ts';
import { holdInstances, releaseInstances } from './hold-instances.ts';

const OF_TEMPLATES = 'i.template_id = any($4::uuid[])';

/**
 * Holds what runs of paused templates and lets go what was held of others: by how the templates stand, so that it may be called
 * at any time. With an id only that one is looked at.
 */
export async function followTemplates(scope: () => ChangeScope, id?: string): Promise<void> {
  const rows = await query<{ id: string; paused: boolean }>(
    scope().em,
    `select t.id, t.status = 'paused' as paused from sop_templates t where ($1::uuid is null or t.id = $1)
       and exists (select 1 from sop_instances i where i.template_id = t.id
         and case when t.status = 'paused' then i.status in ('pending', 'executing') else i.status = 'paused' and i.pause_reason = 'template_paused' end)`,
    [id ?? null],
  );
  const held = rows.filter(({ paused }) => paused).map((row) => row.id);
  const others = rows.filter(({ paused }) => !paused).map((row) => row.id);
  if (held.length > 0) await holdInstances(scope, 'template_paused', { where: OF_TEMPLATES, value: held });
  if (others.length > 0) await releaseInstances(scope, 'template_paused', { where: OF_TEMPLATES, value: others });
}
