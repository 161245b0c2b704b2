import { withDates, query } from '../../db/query.ts';
import type { EntityManager } from '../../db/orm.ts';

interface Step {
  readonly id: string;
  readonly node: string;
  readonly way: string | null;
  readonly reason: string;
  readonly at: Date;
}

const TIME = new Intl.DateTimeFormat('zh-CN', {
  timeZone: 'Asia/Shanghai',
  month: '2-digit',
  day: '2-digit',
  hour: '2-digit',
  minute: '2-digit',
  hour12: false,
});

/** A moment as the report writes it: `11/23 21:30`. */
export function clockWords(at: Date): string {
  return TIME.format(at);
}

/** The steps of all instances that were taken since the last look, each with its reason. */
export async function newSteps(em: EntityManager, told: ReadonlySet<string>): Promise<Step[]> {
  const rows = await query<Step>(
    em,
    `select l.instance_id || ':' || l.seq as id, coalesce(n.title, l.node_id) as node, l.way, l.reason, l.at
     from flow_execution_logs l join flow_instances i on i.id = l.instance_id
       join flow_versions v on v.id = i.flow_version_id,
       lateral (select e->>'title' as title from jsonb_array_elements(v.content->'nodes') e where e->>'id' = l.node_id) n
     order by l.at, l.instance_id, l.seq`,
    [],
  );
  return rows.filter((row) => !told.has(row.id)).map((row) => withDates(row, 'at'));
}

/** What stands in the alerts, the tracked tasks and the queue at the end, one line each. */
export async function closingLines(em: EntityManager): Promise<string[]> {
  const rows = await query<{ line: string }>(
    em,
    `select '告警 ' || level || ' ' || status || '：' || reason as line, opened_at as at from alert
     union all select '任务 ' || kind || '：' || status, created_at from track_tasks
     union all select '指令 ' || status || '：' || coalesce(command->>'text', kind), created_at from robot_command_queue
     order by 2`,
    [],
  );
  return rows.map((row) => row.line);
}
