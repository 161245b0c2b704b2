import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { sopWorld, type SopWorld } from '../support/sop-world.ts';

let world: SopWorld;
beforeAll(async () => {
  world = await sopWorld();
});
afterAll(async () => await world.stop());

describe('a welcome with a wait for a reply', () => {
  const welcome = {
    steps: [
      {
        id: 'hello',
        action_type: 'send_message' as const,
        config: { content: '你好，{contact_name}！我是{account_nickname}。' },
      },
      {
        id: 'wait',
        action_type: 'wait_reply' as const,
        config: { timeout_minutes: 60, judge: true },
        next_steps: [
          { to: 'thanks', way: 'reply' },
          { to: 'nudge', way: 'no_reply' },
        ],
      },
      {
        id: 'thanks',
        action_type: 'send_message' as const,
        config: { content: '谢谢回复：{last_reply}' },
        next_steps: [],
      },
      { id: 'nudge', action_type: 'send_message' as const, config: { content: '在忙吗？' }, next_steps: [] },
    ],
  };

  it('goes on by the reply', async () => {
    const template = await world.template(welcome);
    const { person } = await world.friend('wxid_f0');
    const id = await world.start(template, person);
    await world.pass({ seconds: 30 });
    expect(world.got('wxid_f0')).toEqual(['你好，朋友0！我是小枢。']);
    expect(await world.instance(id)).toMatchObject({ status: 'executing', step_id: 'wait', waits_for: 'reply' });
    await world.say('wxid_f0', '好的');
    await world.say('wxid_f0', '请介绍一下');
    await world.pass({ minutes: 1 });
    expect(world.got('wxid_f0').at(-1)).toBe('谢谢回复：请介绍一下');
    expect(await world.instance(id)).toMatchObject({ status: 'completed' });
    expect(await world.tasks(id)).toMatchObject([
      { step_id: 'hello', status: 'completed', way: 'done' },
      { step_id: 'wait', status: 'completed', way: 'interested' },
      { step_id: 'thanks', status: 'completed', way: 'done' },
    ]);
  });

  it('goes on without one when the time is up', async () => {
    const template = await world.template(welcome);
    const { person } = await world.friend('wxid_f1');
    const id = await world.start(template, person);
    await world.pass({ minutes: 59 });
    expect(world.got('wxid_f1')).toHaveLength(1);
    // Nobody hears from us twice within an hour unasked: the second message leaves when that is over.
    await world.pass({ hours: 2 });
    expect(world.got('wxid_f1').at(-1)).toBe('在忙吗？');
    expect(await world.instance(id)).toMatchObject({ status: 'completed' });
  });
});

const ONE = (content: string, more: object = {}) => ({
  id: 'say',
  action_type: 'send_message' as const,
  config: { content },
  ...more,
});

describe('what keeps a sequence from going on', () => {
  it('sends nothing with a variable that has no value, and says which', async () => {
    const template = await world.template({ steps: [ONE('您好，{campaign}')] });
    const { person } = await world.friend('wxid_f2');
    const id = await world.start(template, person);
    await world.pass({ minutes: 1 });
    expect(world.got('wxid_f2')).toEqual([]);
    expect(await world.instance(id)).toMatchObject({ status: 'failed', error: expect.stringContaining('campaign') });
    const retried = await world.admin.call<{ status: string }>('POST', `/api/v1/sop/instances/${id}/retry`);
    expect(retried.body.status).toBe('executing');
  });

  it('waits through the quiet hours, and says why', async () => {
    const template = await world.template({ steps: [ONE('晚上的消息')] });
    const { person } = await world.friend('wxid_f3');
    const day = world.clock.now().toISOString().slice(0, 10);
    world.clock.set(new Date(Date.parse(`${day}T15:30:00Z`)));
    const id = await world.start(template, person);
    await world.pass({ minutes: 5 });
    expect(world.got('wxid_f3')).toEqual([]);
    const why = await world.admin.call<{ items: { why: string; until: string | null }[] }>(
      'GET',
      `/api/v1/sop/not-sent?instance_id=${id}`,
    );
    expect(why.body.items).toEqual([
      expect.objectContaining({ why: expect.stringContaining('免打扰时段'), until: expect.any(String) }),
    ]);
    await world.pass({ hours: 12 });
    expect(world.got('wxid_f3')).toEqual(['晚上的消息']);
    expect(await world.instance(id)).toMatchObject({ status: 'completed' });
  });

  it('stands back while a colleague writes, and goes on by itself afterwards', async () => {
    const template = await world.template({
      steps: [{ id: 'pause', action_type: 'delay', delay_minutes: 10 }, ONE('隔了一会儿')],
      settings: { resume_after_minutes: 30 },
    });
    const { person } = await world.friend('wxid_f4');
    const id = await world.start(template, person);
    await world.pass({ minutes: 2 });
    await world.byHand('wxid_f4', '我来跟进');
    expect(await world.instance(id)).toMatchObject({ status: 'paused', pause_reason: 'colleague_spoke' });
    await world.pass({ minutes: 20 });
    expect(world.got('wxid_f4')).toEqual([]);
    await world.pass({ hours: 3 });
    expect(world.got('wxid_f4')).toEqual(['隔了一会儿']);
    expect(await world.instance(id)).toMatchObject({ status: 'completed' });
  });

  it('ends for good when the contact wants nothing any more, wherever it stands', async () => {
    const waiting = { id: 'later', action_type: 'delay' as const, delay_minutes: 600 };
    const first = await world.template({ steps: [waiting, ONE('一')] });
    const second = await world.template({ steps: [waiting, ONE('二')] });
    const { person } = await world.friend('wxid_f5');
    const ids = [await world.start(first, person), await world.start(second, person)];
    await world.pass({ minutes: 1 });
    await world.say('wxid_f5', '别再发了');
    await world.pass({ minutes: 1 });
    for (const id of ids)
      expect(await world.instance(id)).toMatchObject({ status: 'cancelled', result: { outcome: 'do_not_disturb' } });
    const refused = await world.admin.call<{ error: { code: string; message: string } }>(
      'POST',
      '/api/v1/sop/instances',
      {
        template_id: first,
        wechat_account_id: world.account,
        contact_id: person,
      },
    );
    expect(refused.body.error).toMatchObject({
      code: 'sop.target_not_started',
      message: expect.stringContaining('不希望被打扰'),
    });
    await world.pass({ days: 1 });
    expect(world.got('wxid_f5')).toEqual([]);
  });

  it('holds while the account is offline', async () => {
    const template = await world.template({
      steps: [{ id: 'wait', action_type: 'delay', delay_minutes: 30 }, ONE('回来了')],
    });
    const { person } = await world.friend('wxid_f6');
    const id = await world.start(template, person);
    await world.pass({ minutes: 1 });
    await world.simulator.setOnline('wx_one', false);
    await world.pass({ hours: 1 });
    expect(await world.instance(id)).toMatchObject({ status: 'paused', pause_reason: 'account_offline' });
    await world.simulator.setOnline('wx_one', true);
    // The vendor does not tell that a device is back: it is asked.
    await world.ask();
    await world.pass({ hours: 2 });
    expect(await world.instance(id)).toMatchObject({ status: 'completed' });
    expect(world.got('wxid_f6')).toEqual(['回来了']);
  });
});

describe('the ways of a sequence', () => {
  it('splits by a stable hash and checks conditions', async () => {
    const template = await world.template({
      steps: [
        {
          id: 'ab',
          action_type: 'split',
          config: {
            variants: [
              { name: 'a', title: '甲', weight: 1 },
              { name: 'b', title: '乙', weight: 1 },
            ],
          },
          next_steps: [
            { to: 'set_a', way: 'a' },
            { to: 'set_b', way: 'b' },
          ],
        },
        {
          id: 'set_a',
          action_type: 'update_field',
          config: { target: 'variable', name: 'group', value: 'a' },
          next_steps: [{ to: 'check' }],
        },
        {
          id: 'set_b',
          action_type: 'update_field',
          config: { target: 'variable', name: 'group', value: 'b' },
          next_steps: [{ to: 'check' }],
        },
        {
          id: 'check',
          action_type: 'condition_check',
          config: { check: { field: 'var.group', op: 'eq', value: 'a' } },
          next_steps: [
            { to: 'yes', way: 'yes' },
            { to: 'no', way: 'no' },
          ],
        },
        { id: 'yes', action_type: 'end', config: { outcome: 'reached', reason: '' }, next_steps: [] },
        { id: 'no', action_type: 'end', config: { outcome: 'done', reason: '' }, next_steps: [] },
      ],
      settings: { variables: { group: '' } },
    });
    const outcomes = new Set<string>();
    for (let n = 8; n < 20; n += 1) {
      const { person } = await world.friend(`wxid_f${n}`);
      const runs = [await world.start(template, person), await world.start(template, person)];
      await world.pass({ seconds: 1 });
      const [one, two] = [await world.instance(runs[0]!), await world.instance(runs[1]!)];
      expect(one.variables.group).toBe(two.variables.group);
      expect(one.result?.outcome).toBe(one.variables.group === 'a' ? 'reached' : 'done');
      outcomes.add(String(one.variables.group));
    }
    expect(outcomes).toEqual(new Set(['a', 'b']));
  });

  it('passes over a step whose conditions do not hold', async () => {
    const template = await world.template({
      steps: [
        ONE('只给老客户', { conditions: { field: 'contact_tags', op: 'contains', value: '老客户' } }),
        { id: 'end', action_type: 'end', config: { outcome: 'done', reason: '' } },
      ],
    });
    const { person } = await world.friend('wxid_f20');
    const id = await world.start(template, person);
    await world.pass({ minutes: 1 });
    expect(await world.tasks(id)).toMatchObject([
      { step_id: 'say', status: 'skipped' },
      { step_id: 'end', status: 'completed' },
    ]);
    expect(world.got('wxid_f20')).toEqual([]);
  });
});

describe('what people do with an instance', () => {
  it('is paused, let go on, skipped, jumped and cancelled by hand', async () => {
    const template = await world.template({
      steps: [
        { id: 'one', action_type: 'delay', delay_minutes: 60 },
        { id: 'two', action_type: 'delay', delay_minutes: 60 },
        ONE('完'),
      ],
    });
    const { person } = await world.friend('wxid_f21');
    const id = await world.start(template, person);
    await world.pass({ seconds: 2 });
    const post = async (deed: string, body: object = {}) =>
      await world.admin.call<{ status: string; current_step_id: string; error?: { code: string } }>(
        'POST',
        `/api/v1/sop/instances/${id}/${deed}`,
        body,
      );
    expect((await post('pause')).body.status).toBe('paused');
    expect((await post('pause')).body.error?.code).toBe('sop.instance_not_so');
    await world.pass({ hours: 2 });
    expect(await world.instance(id)).toMatchObject({ status: 'paused', step_id: 'one' });
    expect((await post('resume')).body.status).toBe('executing');
    await world.pass({ seconds: 2 });
    expect(await world.instance(id)).toMatchObject({ step_id: 'two', waits_for: 'delay' });
    expect((await post('jump', { step_id: 'one' })).body.current_step_id).toBe('one');
    await world.pass({ seconds: 2 });
    expect((await post('skip')).body.current_step_id).toBe('two');
    await world.pass({ seconds: 2 });
    expect((await post('cancel', { reason: '客户已成交' })).body.status).toBe('cancelled');
    await world.pass({ days: 1 });
    expect(world.got('wxid_f21')).toEqual([]);
    expect((await world.tasks(id)).map(({ step_id, status }) => `${step_id}:${status}`)).toEqual([
      'one:completed',
      'two:cancelled',
      'one:skipped',
      'two:cancelled',
    ]);
  });

  it('is played through without sending or writing anything', async () => {
    const template = await world.template({
      steps: [
        ONE('想了解什么？'),
        {
          id: 'wait',
          action_type: 'wait_reply',
          config: { timeout_minutes: 60, judge: true },
          next_steps: [
            { to: 'price', way: 'question' },
            { to: 'bye', way: 'no_reply' },
          ],
        },
        ONE('价格表在这里', { id: 'price', next_steps: [] }),
        ONE('再见', { id: 'bye', next_steps: [] }),
      ],
    });
    const { person } = await world.friend('wxid_f22');
    const count = async () =>
      (
        await world.sql<{ n: string }>(
          `select (select count(*) from sop_instances) || ':' || (select count(*) from sop_tasks) || ':' || (select count(*) from robot_command_queue) as n`,
        )
      )[0]!.n;
    const before = await count();
    const play = async (replies: object[]) =>
      (
        await world.admin.call<{ status: string; timeline: { kind: string; text: string; at: string }[] }>(
          'POST',
          `/api/v1/sop/templates/${template}/simulate`,
          {
            target: { wechat_account_id: world.account, contact_id: person },
            start_at: '2026-12-01T02:00:00Z',
            replies,
          },
        )
      ).body;
    const asked = await play([{ after_minutes: 5, text: '多少钱？' }]);
    expect(asked.status).toBe('completed');
    expect(asked.timeline.filter(({ kind }) => kind === 'effect').map(({ text }) => text)).toEqual([
      '发送：想了解什么？',
      '发送：价格表在这里',
    ]);
    const silent = await play([]);
    expect(silent.timeline.at(-1)).toMatchObject({ kind: 'end', at: '2026-12-01T03:00:00.000Z' });
    expect(silent.timeline.filter(({ kind }) => kind === 'effect').at(-1)!.text).toBe('发送：再见');
    expect(await count()).toBe(before);
  });
});
