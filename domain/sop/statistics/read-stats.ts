import { queryOne } from '../../../db/query.ts';
import type { SopStats } from '../../../kernel/contracts/sop-statistics.ts';
import type { Scope } from '../../scope.ts';
import { percent } from './percent.ts';

interface Row {
  readonly types: Record<string, { all: number; active: number }> | null;
  readonly statuses: Record<string, number> | null;
  readonly created: number;
  readonly completed: number;
  readonly failed: number;
}

/** How all sequences stand, in the fields of spec 000. «Today» is the day where the organisation works. */
export async function readStats(scope: Pick<Scope, 'em' | 'clock'>): Promise<SopStats> {
  const row = (await queryOne<Row>(
    scope.em,
    `with today as (select local_day($1)::timestamp at time zone 'Asia/Shanghai' as since)
     select
       (select jsonb_object_agg(t.sop_type, jsonb_build_object('all', t.n, 'active', t.active)) from (
         select sop_type, count(*)::int as n, (count(*) filter (where status = 'active'))::int as active
         from sop_templates where status <> 'archived' group by sop_type) t) as types,
       (select jsonb_object_agg(s.status, s.n) from (
         select status, count(*)::int as n from sop_instances group by status) s) as statuses,
       (select count(*)::int from sop_instances i, today where i.created_at >= today.since) as created,
       (select count(*)::int from sop_instances i, today where i.ended_at >= today.since and i.status = 'completed') as completed,
       (select count(*)::int from sop_instances i, today where i.ended_at >= today.since and i.status = 'failed') as failed`,
    [scope.clock.now()],
  ))!;
  const types = Object.entries(row.types ?? {});
  const status = (name: string): number => row.statuses?.[name] ?? 0;
  return {
    total_templates: types.reduce((sum, [, { all }]) => sum + all, 0),
    active_templates: types.reduce((sum, [, { active }]) => sum + active, 0),
    total_instances: Object.values(row.statuses ?? {}).reduce((sum, count) => sum + count, 0),
    active_instances: status('pending') + status('executing') + status('paused'),
    completed_instances: status('completed'),
    failed_instances: status('failed'),
    today_instances_created: row.created,
    today_instances_completed: row.completed,
    today_success_rate: percent(row.completed, row.completed + row.failed),
    type_distribution: Object.fromEntries(types.map(([type, { all }]) => [type, all])),
    instance_status_distribution: row.statuses ?? {},
  };
}
