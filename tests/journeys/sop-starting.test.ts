import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { forkEm } from '../../db/orm.ts';
import { hearMessage } from '../../domain/sop/replies/hear-message.ts';
import { runDue } from '../../domain/sop/running/run-due.ts';
import { sweepSop } from '../../domain/sop/triggers/sweep-sop.job.ts';
import { newId } from '../../kernel/ids.ts';
import { sopWorld, type SopWorld } from '../support/sop-world.ts';

let world: SopWorld;
beforeAll(async () => {
  world = await sopWorld({ sop: { collectMs: 0 } });
});
afterAll(async () => await world.stop());

const LATER = { id: 'later', action_type: 'delay' as const, delay_minutes: 600 };
const instancesOf = async (template: string): Promise<{ person_id: string; trigger_type: string; name: string }[]> =>
  await world.sql(
    `select i.person_id, i.trigger_type, i.instance_name as name from sop_instances i where template_id = $1 order by seq`,
    [template],
  );
const sweep = async (): Promise<void> => {
  const { engine, orm } = world.service.parts;
  await engine.enqueue(forkEm(orm), sweepSop, {}, { singletonKey: `sweep ${newId()}` });
  await world.pass({ seconds: 1 });
};

describe('what starts a sequence', () => {
  it('a word of a message, once, and nothing else', async () => {
    const template = await world.template({
      name: '报价咨询',
      steps: [LATER],
      trigger: { auto_trigger: true, type: 'keyword_matched', keywords: ['报价'], re_entry: { rule: 'never' } },
    });
    await world.friend('wxid_f0');
    await world.say('wxid_f0', '你好');
    expect(await instancesOf(template)).toEqual([]);
    await world.say('wxid_f0', '请发一份报价');
    expect(await instancesOf(template)).toMatchObject([{ trigger_type: 'keyword_matched', name: '报价咨询 - 朋友0' }]);
    await world.say('wxid_f0', '报价呢');
    expect(await instancesOf(template), 'never twice').toHaveLength(1);
  });

  it('the hour, once per slot, for whom the targets choose', async () => {
    const template = await world.template({
      steps: [LATER],
      trigger: { auto_trigger: true, type: 'schedule', cron: '0 9 * * 1-5', re_entry: { rule: 'parallel' } },
      target: { account_online: false },
    });
    await world.friend('wxid_f1');
    await sweep();
    const before = (await instancesOf(template)).length;
    expect(before, 'nothing before its hour').toBe(0);
    world.clock.set('2026-11-19T09:00:30+08:00');
    await sweep();
    await sweep();
    const people = await world.sql<{ n: number }>(
      `select count(*)::int as n from channel_conversation where kind = 'person' and person_id is not null`,
    );
    expect(await instancesOf(template)).toHaveLength(people[0]!.n);
    world.clock.set('2026-11-21T09:00:30+08:00');
    await sweep();
    expect(await instancesOf(template), 'not on a Saturday').toHaveLength(people[0]!.n);
  });

  it('a batch, with the result of each', async () => {
    const template = await world.template({ steps: [LATER], trigger: { re_entry: { rule: 'never' } } });
    const people = await Promise.all(
      Array.from({ length: 12 }, async (_unused, at) => (await world.friend(`wxid_f${at + 2}`)).person),
    );
    const targets = [...people, people[0]!, newId()].map((contact_id) => ({
      wechat_account_id: world.account,
      contact_id,
    }));
    const order = { template_id: template, targets, variables: { campaign: '春节' }, config: { priority: 'high' } };
    const preview = await world.admin.call('POST', '/api/v1/sop/instances/batch/preview', order);
    expect(preview.body).toMatchObject({ total: 14, reachable: 12, unreachable: 2, accounts: [{ targets: 12 }] });
    const made = await world.admin.call<{ id: string }>('POST', '/api/v1/sop/instances/batch', order);
    expect(made.status).toBe(201);
    await world.pass({ seconds: 2 });
    const done = await world.admin.call('GET', `/api/v1/sop/batches/${made.body.id}`);
    expect(done.body).toMatchObject({ status: 'done', total: 14, done: 14, started: 12, refused: 2 });
    const rows = await world.admin.call<{ items: { reason: string | null; instance_id: string | null }[] }>(
      'GET',
      `/api/v1/sop/batches/${made.body.id}/rows?page_size=50`,
    );
    expect(rows.body.items.slice(12).map(({ reason }) => reason)).toEqual([
      expect.stringContaining('重复'),
      expect.stringContaining('没有找到'),
    ]);
    const again = await world.admin.call<{ id: string }>('POST', '/api/v1/sop/instances/batch', order);
    await world.pass({ seconds: 2 });
    const second = await world.admin.call('GET', `/api/v1/sop/batches/${again.body.id}`);
    expect(second.body, 'the same contacts are refused the second time').toMatchObject({ started: 0, refused: 14 });
  });
});

describe('a reply that races its timeout', () => {
  it('takes exactly one branch, whoever is first', async () => {
    const template = await world.template({
      steps: [
        {
          id: 'wait',
          action_type: 'wait_reply',
          config: { timeout_minutes: 5, judge: false },
          next_steps: [
            { to: 'heard', way: 'reply' },
            { to: 'silent', way: 'no_reply' },
          ],
        },
        { id: 'heard', action_type: 'end', config: { outcome: 'reached', reason: '' }, next_steps: [] },
        { id: 'silent', action_type: 'end', config: { outcome: 'done', reason: '' }, next_steps: [] },
      ],
    });
    const { sop } = world.service.parts;
    const signal = new AbortController().signal;
    for (let round = 0; round < 8; round += 1) {
      const { person, conversation } = await world.friend(`wxid_f${20 + round}`);
      const id = await world.start(template, person);
      await world.pass({ seconds: 1 });
      world.clock.advance({ minutes: 6 });
      const message = newId();
      await world.sql(
        `insert into channel_message (id, conversation_id, account_id, person_id, direction, kind, text, raw_text, mentions_account,
           mentioned_ids, sent_at, received_at) values ($1, $2, $3, $4, 'in', 'text', '在', '在', false, '{}', $5, $5)`,
        [message, conversation, world.account, person, world.clock.now()],
      );
      const told = { message_id: message, conversation_id: conversation, own: false };
      await Promise.all([hearMessage(sop, told), runDue(sop, signal), hearMessage(sop, told), runDue(sop, signal)]);
      await runDue(sop, signal);
      const { status, result } = await world.instance(id);
      const tasks = await world.tasks(id);
      expect(status).toBe('completed');
      expect(tasks.map(({ step_id }) => step_id)).toEqual(['wait', result?.outcome === 'reached' ? 'heard' : 'silent']);
      expect(tasks[0]!.way).toBe(result?.outcome === 'reached' ? 'reply' : 'no_reply');
    }
  });
});

describe('a runner that breaks', () => {
  it('repeats nothing and loses nothing, wherever it breaks', async () => {
    const template = await world.template({
      steps: [
        { id: 'tag', action_type: 'update_field', config: { target: 'variable', name: 'n', value: 1 } },
        { id: 'say', action_type: 'send_message', config: { content: '只说一次' } },
        { id: 'end', action_type: 'end', config: { outcome: 'done', reason: '' }, next_steps: [] },
      ],
    });
    const { sop } = world.service.parts;
    const signal = new AbortController().signal;
    for (const [at, point] of ['claimed', 'effect', 'carried', 'written'].entries()) {
      const wxid = `wxid_f${30 + at}`;
      const { person } = await world.friend(wxid);
      const made = await world.start(template, person);
      let broken = 0;
      const breaking = {
        ...sop,
        fault: (now: string) => {
          if (now !== point || broken >= 2) return;
          broken += 1;
          throw Object.assign(new Error('connection lost'), { code: 'ECONNRESET' });
        },
      };
      await runDue(breaking, signal).catch(() => undefined);
      expect(broken, point).toBeGreaterThan(0);
      await world.pass({ hours: 2 });
      expect(await world.instance(made), point).toMatchObject({ status: 'completed' });
      expect(world.got(wxid), point).toEqual(['只说一次']);
    }
  });
});
