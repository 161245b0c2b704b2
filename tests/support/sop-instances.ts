import { forkEm } from '../../db/orm.ts';
import { query } from '../../db/query.ts';
import { newId } from '../../kernel/ids.ts';
import type { TestService } from './service.ts';

export interface InstanceRow {
  readonly status: 'pending' | 'executing' | 'paused' | 'completed' | 'failed' | 'cancelled';
  readonly created_at?: Date;
  readonly ended_at?: Date;
  readonly variables?: Readonly<Record<string, unknown>>;
  readonly result?: Readonly<Record<string, unknown>>;
  readonly tasks?: readonly TaskRow[];
  readonly version?: number;
}

/** A step that was taken; minutes count from the beginning of the instance. */
export interface TaskRow {
  readonly step: string;
  readonly action: string;
  readonly way?: string | null;
  readonly status?: 'completed' | 'failed' | 'skipped';
  readonly from?: number;
  readonly minutes?: number;
  readonly output?: Readonly<Record<string, unknown>>;
}

/** Fills in instances and steps of a template as the engine leaves them behind, for statistics. */
export function sopInstances(world: TestService, templateId: string) {
  const em = forkEm(world.service.parts.orm);
  const sql = async (text: string, params: unknown[]): Promise<void> => void (await query(em, text, params));
  let people: Promise<{ account: string; person: string; conversation: string }> | undefined;
  const contact = async () => {
    const [account, person, conversation] = [newId(), newId(), newId()];
    const now = world.clock.now();
    await sql(
      `insert into channel_account (id, channel, external_id, name, state, created_at, updated_at)
       values ($1, 'gewe', 'a-' || gen_random_uuid(), '销售小王', 'online', $2, $2)`,
      [account, now],
    );
    await sql(
      `insert into channel_person (id, channel, place, external_id, name, stable, created_at, updated_at)
       values ($1, 'gewe', '', 'wxid_' || gen_random_uuid(), '张三', true, $2, $2)`,
      [person, now],
    );
    await sql(
      `insert into channel_conversation (id, channel, kind, place, external_id, name, stable, account_id, person_id, created_at, updated_at)
       values ($1, 'gewe', 'person', $2, 'c-' || gen_random_uuid(), '张三', true, $5, $3, $4, $4)`,
      [conversation, account, person, now, account],
    );
    return { account, person, conversation };
  };
  return {
    add: async (count: number, row: InstanceRow): Promise<void> => {
      const { account, person, conversation } = await (people ??= contact());
      const created = row.created_at ?? world.clock.now();
      const open = ['pending', 'executing', 'paused'].includes(row.status);
      const ended = open ? null : (row.ended_at ?? created);
      for (let at = 0; at < count; at += 1) {
        const id = newId();
        await sql(
          `insert into sop_instances (id, template_id, template_version_id, account_id, person_id, conversation_id, instance_name,
             status, step_since, variables, context_data, result, trigger_type, priority, expires_at, started_at, ended_at, created_at, updated_at)
           select $1::uuid, $2::uuid, v.id, $3::uuid, $4::uuid, $5::uuid, '张三', $6, $7::timestamptz, $8::jsonb, '{}', $9::jsonb, 'manual', 1, $7::timestamptz + interval '90 days', $7::timestamptz, $10::timestamptz, $7::timestamptz, $7::timestamptz
           from sop_template_versions v where v.template_id = $2 and v.number = $11`,
          [
            id,
            templateId,
            account,
            person,
            conversation,
            row.status,
            created,
            JSON.stringify(row.variables ?? {}),
            row.result ? JSON.stringify(row.result) : null,
            ended,
            row.version ?? 1,
          ],
        );
        for (const [seq, task] of (row.tasks ?? []).entries()) {
          const start = new Date(created.getTime() + (task.from ?? 0) * 60_000);
          await sql(
            `insert into sop_tasks (instance_id, seq, step_id, step_name, action_type, status, input_data, output_data, way, reason, started_at, ended_at)
             values ($1, $2, $3, $3, $4, $5, '{}', $6, $7, '', $8, $9)`,
            [
              id,
              seq,
              task.step,
              task.action,
              task.status ?? 'completed',
              JSON.stringify(task.output ?? {}),
              task.way ?? 'done',
              start,
              new Date(start.getTime() + (task.minutes ?? 0) * 60_000),
            ],
          );
        }
      }
    },
  };
}
