import { expect } from 'vitest';
import type { SopWorld } from './sop-world.ts';

/**
 * Compares what the contacts got with what the tables say of these templates: each step taken once and written down once, each
 * message that was wanted delivered once and none besides, each instance over or waiting for something that will come.
 */
export async function checkSequences(world: SopWorld, templates: readonly string[]): Promise<void> {
  const own = 'i.template_id = any($1::uuid[])';
  const of = async <Row extends object>(text: string): Promise<Row[]> => await world.sql<Row>(text, [templates]);
  expect(
    await of(`select id, status, waits_for from sop_instances i where ${own} and case
      when status in ('completed', 'failed', 'cancelled') then due_at is not null or waits_for is not null or ended_at is null
      when status = 'paused' then paused_at is null
      when waits_for = 'command' then waits_on is null
      else due_at is null end`),
    'every instance is over or waits for something that comes',
  ).toEqual([]);
  expect(
    await of(`select i.id, i.steps, count(t.id)::int as tasks from sop_instances i left join sop_tasks t on t.instance_id = i.id
      where ${own} group by i.id having count(t.id) <> i.steps or max(t.seq) <> i.steps or count(distinct t.step_id) <> count(t.id)`),
    'every step is taken once and written down once',
  ).toEqual([]);
  expect(
    await of(`select t.instance_id, t.seq from sop_tasks t join sop_instances i on i.id = t.instance_id where ${own}
      and (t.action_type = 'send_message') <> (t.command_id is not null) and t.status not in ('pending', 'skipped')`),
    'every step that sends has its message',
  ).toEqual([]);
  expect(
    await of(`select c.id, c.source_ref from robot_command_queue c join sop_instances i on split_part(c.source_ref, ':', 1) = i.id::text
      left join sop_tasks t on t.instance_id = i.id and t.command_id = c.id and c.source_ref = i.id || ':' || t.seq
      where c.source = 'sop' and ${own} and t.id is null`),
    'no message was queued that no step wanted',
  ).toEqual([]);
  expect(
    await of(`select i.id from sop_instances i where ${own} and (select count(*) from audit_entry a
      where a.entity = 'sop_instance' and a.entity_id = i.id::text and a.action = 'sop_instance.created') <> 1`),
    'every start is in the audit log once',
  ).toEqual([]);
  await checkDeliveries(world, templates);
}

async function checkDeliveries(world: SopWorld, templates: readonly string[]): Promise<void> {
  const wanted = await world.sql<{ to: string; text: string; status: string; held: boolean }>(
    `select v.external_id as to, c.command ->> 'text' as text, c.status, c.needs_person_at is not null as held
     from robot_command_queue c join sop_instances i on split_part(c.source_ref, ':', 1) = i.id::text
       join channel_conversation v on v.id = c.conversation_id where c.source = 'sop' and i.template_id = any($1::uuid[])`,
    [templates],
  );
  const key = ({ to, text }: { to: string; text: string }): string => `${to} ${text}`;
  const texts = new Set(wanted.map(({ text }) => text));
  const seen = world.simulator.ledger.of('delivery').filter(({ text }) => texts.has(text));
  const times = Map.groupBy(seen, key);
  expect(
    [...times].filter(([, all]) => all.length > 1).map(([what]) => what),
    'nothing is delivered twice',
  ).toEqual([]);
  expect(
    wanted.filter((one) => one.status === 'completed' && !times.has(key(one))).map(key),
    'what counts as sent has arrived',
  ).toEqual([]);
  expect(
    wanted.filter((one) => times.has(key(one)) && one.status !== 'completed' && one.status !== 'timeout' && !one.held),
    'what arrived counts as sent, is being asked about, or a person was told',
  ).toEqual([]);
  expect(
    seen.map(key).filter((what) => !wanted.some((one) => key(one) === what)),
    'nobody got what no sequence wanted',
  ).toEqual([]);
}
