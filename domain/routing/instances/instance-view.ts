import { Params, query, queryOne } from '../../../db/query.ts';
import type { FlowLogView, InstanceDetail, InstanceList, InstanceView } from '../../../kernel/contracts/routing.ts';
import type { Page } from '../../../kernel/contracts/paging.ts';
import { visibleConversations } from '../../messaging/conversations/conversation-view.ts';
import { pageOfRows } from '../../page-of-rows.ts';
import { EFFECTS } from '../effects/registry.ts';
import { routingError } from '../errors.ts';
import type { ReadingScope } from '../routing-scope.ts';

const COLUMNS = `i.id, i.definition_id, d.name as definition_name, f.number as version_number, i.conversation_id,
  coalesce(v.remark, v.name) as conversation_name, i.message_id, left(m.text, 80) as message_text, p.name as person_name, i.status,
  i.node_id, (select n ->> 'title' from jsonb_array_elements(f.content -> 'nodes') n where n ->> 'id' = i.node_id) as node_title,
  iso(i.wake_at) as wake_at, i.wait_on, i.steps, i.error, iso(i.started_at) as started_at, iso(i.ended_at) as ended_at`;
const JOINS = `join flow_definitions d on d.id = i.definition_id join flow_versions f on f.id = i.flow_version_id
  join channel_conversation v on v.id = i.conversation_id join channel_message m on m.id = i.message_id
  left join channel_person p on p.id = i.person_id`;

/** Messages on their way, and how they ended; the latest first. Seen by whoever sees the conversation. */
export async function listInstances(scope: ReadingScope, input: InstanceList): Promise<Page<InstanceView>> {
  const params = new Params();
  const where = [visibleConversations(scope.actor, 'v', params)];
  if (input.status) where.push(`i.status = ${params.add(input.status)}`);
  if (input.definition_id) where.push(`i.definition_id = ${params.add(input.definition_id)}`);
  if (input.conversation_id) where.push(`i.conversation_id = ${params.add(input.conversation_id)}`);
  if (input.message_id) where.push(`i.message_id = ${params.add(input.message_id)}`);
  if (input.from) where.push(`i.started_at >= ${params.add(input.from)}`);
  if (input.to) where.push(`i.started_at < ${params.add(input.to)}`);
  if (input.q?.trim()) where.push(`coalesce(v.remark, v.name) ilike '%' || ${params.add(input.q.trim())} || '%'`);
  return await pageOfRows<InstanceView>(
    scope,
    {
      from: 'flow_instances i',
      alias: 'i',
      filterJoins: 'join channel_conversation v on v.id = i.conversation_id',
      where,
      orderBy: 'i.seq desc',
      columns: COLUMNS,
      joins: JOINS,
      params,
    },
    input,
  );
}

/**
 * One instance with all it knows.
 * @throws AppError `routing.instance_not_found`
 */
export async function readInstance(scope: ReadingScope, id: string): Promise<InstanceDetail> {
  const params = new Params();
  const row = await queryOne<InstanceDetail>(
    scope.em,
    `select ${COLUMNS}, i.state from flow_instances i ${JOINS}
     where i.id = ${params.add(id)} and ${visibleConversations(scope.actor, 'v', params)}`,
    params.values,
  );
  if (!row) throw routingError('routing.instance_not_found', { details: { id } });
  return row;
}

type LogRow = Omit<FlowLogView, 'effects'> & {
  readonly effects: ReadonlyArray<{ kind: string; payload: Record<string, unknown> }>;
};

/**
 * What happened to an instance, step by step: what was looked up, decided, why, what was done.
 * @throws AppError `routing.instance_not_found`
 */
export async function readLogs(scope: ReadingScope, id: string): Promise<FlowLogView[]> {
  await readInstance(scope, id);
  const rows = await query<LogRow>(
    scope.em,
    `select l.seq, l.node_id, l.node_type, coalesce((select n ->> 'title' from jsonb_array_elements(f.content -> 'nodes') n
         where n ->> 'id' = l.node_id), l.node_id) as node_title, l.cause, l.way, l.reason, l.input, l.details, l.effects,
       iso(l.waits_until) as waits_until, l.waits_on, l.error, l.duration_ms, iso(l.at) as at
     from flow_execution_logs l join flow_instances i on i.id = l.instance_id join flow_versions f on f.id = i.flow_version_id
     where l.instance_id = $1 order by l.seq`,
    [id],
  );
  return rows.map((row) => ({
    ...row,
    effects: row.effects.map((effect) => ({ ...effect, title: effectTitle(effect.kind) })),
  }));
}

/** What a kind of effect does, in words; its name where this build has lost it. */
export function effectTitle(kind: string): string {
  return EFFECTS.find((one) => one.kind === kind)?.title ?? kind;
}
