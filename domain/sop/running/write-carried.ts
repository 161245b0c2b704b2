import { query } from '../../../db/query.ts';
import { maskJson } from '../../../kernel/mask.ts';
import type { Scope } from '../../scope.ts';
import type { Carried } from './carried.ts';

type WriteScope = Pick<Scope, 'em' | 'clock' | 'events'>;

/**
 * Writes where instances stand and their tasks, two statements whatever their number; tells the pages after the commit. The
 * rows must be locked by the caller's transaction.
 */
export async function writeCarried(scope: WriteScope, all: readonly Carried[]): Promise<void> {
  if (all.length === 0) return;
  await query(
    scope.em,
    `update sop_instances i set status = x.status, step_id = x.step_id, step_index = x.step_index, step_since = x.step_since,
       steps = x.steps, progress = x.progress, due_at = x.due_at, waits_for = x.waits_for, waits_on = x.waits_on,
       pause_reason = x.pause_reason, paused_at = x.paused_at, resume_at = x.resume_at, variables = x.variables,
       context_data = x.context_data, result = x.result, attempts = x.attempts, token = x.token, error = x.error,
       account_id = x.account_id, conversation_id = x.conversation_id, person_id = x.person_id, template_version_id = x.template_version_id,
       started_at = x.started_at, ended_at = x.ended_at, updated_at = $2
     from jsonb_to_recordset($1::jsonb) as x(id uuid, status text, step_id text, step_index int, step_since timestamptz, steps int,
       progress smallint, due_at timestamptz, waits_for text, waits_on uuid, pause_reason text, paused_at timestamptz,
       resume_at timestamptz, variables jsonb, context_data jsonb, result jsonb, attempts int, token int, error text,
       account_id uuid, conversation_id uuid, person_id uuid, template_version_id uuid, started_at timestamptz, ended_at timestamptz)
     where i.id = x.id`,
    [storable(all.map(({ row }) => row)), scope.clock.now()],
  );
  const tasks = all.flatMap(({ tasks }) => [...tasks.values()]);
  if (tasks.length > 0)
    await query(
      scope.em,
      `insert into sop_tasks (instance_id, seq, step_id, step_name, action_type, status, input_data, output_data, way, reason,
         command_id, retry_count, error, started_at, ended_at)
       select x.* from jsonb_to_recordset($1::jsonb) as x(instance_id uuid, seq int, step_id text, step_name text, action_type text,
         status text, input_data jsonb, output_data jsonb, way text, reason text, command_id uuid, retry_count int, error text,
         started_at timestamptz, ended_at timestamptz)
       on conflict (instance_id, seq) do update set status = excluded.status, output_data = sop_tasks.output_data || excluded.output_data,
         way = excluded.way, reason = excluded.reason, command_id = coalesce(excluded.command_id, sop_tasks.command_id),
         retry_count = excluded.retry_count, error = excluded.error, ended_at = excluded.ended_at`,
      [maskJson(storable(tasks))],
    );
  for (const { told } of all) for (const one of told) scope.events.publish('sop.live', one);
}

/** PostgreSQL keeps no NUL in JSON. */
function storable(value: unknown): string {
  return JSON.stringify(value, (_key, part: unknown) =>
    typeof part === 'string' && part.includes('\0') ? part.replaceAll('\0', '') : part,
  );
}
