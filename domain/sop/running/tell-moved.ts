import { query } from '../../../db/query.ts';
import type { Scope } from '../../scope.ts';
import type { SopLive, SopLiveType } from './carried.ts';

/** Tells the pages of instances that were held or let go on together, as they stand now. */
export async function tellMoved(
  scope: Pick<Scope, 'em' | 'events'>,
  type: SopLiveType,
  moved: readonly { readonly id: string }[],
): Promise<void> {
  if (moved.length === 0) return;
  const rows = await query<SopLive>(
    scope.em,
    `select i.id as instance_id, i.template_id, t.name as template_name, v.content -> 'steps' -> i.step_index ->> 'name' as step_name,
       i.progress, i.status, null as success, null as duration_minutes
     from sop_instances i join sop_templates t on t.id = i.template_id join sop_template_versions v on v.id = i.template_version_id
     where i.id = any($1::uuid[]) order by i.seq`,
    [moved.map(({ id }) => id)],
  );
  for (const row of rows) scope.events.publish('sop.live', { ...row, type });
}
