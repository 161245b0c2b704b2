import { afterAll, beforeAll, beforeEach, describe, expect, it } from 'vitest';
import { forkEm } from '../../db/orm.ts';
import { query } from '../../db/query.ts';
import type { AssistantPort, Classification } from '../../domain/assistant.port.ts';
import { inTransaction } from '../../domain/in-transaction.ts';
import { queueCommand } from '../../domain/messaging/commands/queue-command.ts';
import type { EffectKind } from '../../domain/routing/effects/effect.ts';
import { QueueTextPayload } from '../../domain/routing/effects/queue-text-payload.ts';
import { EFFECTS } from '../../domain/routing/effects/registry.ts';
import type { FlowState } from '../../domain/routing/flow-state.ts';
import { nodeTypeOf } from '../../domain/routing/nodes/registry.ts';
import type { Decision, NodeMoment, NodeTypeName } from '../../domain/routing/nodes/node.ts';
import { systemActor } from '../../kernel/actor.ts';
import type { AccountView, ConversationView } from '../../kernel/contracts/messaging.ts';
import type { MemberView, SessionView } from '../../kernel/contracts/messaging-people.ts';
import type { Page } from '../../kernel/contracts/paging.ts';
import type { TrackTaskReportView, TrackTaskView } from '../../kernel/contracts/track-tasks.ts';
import { newId } from '../../kernel/ids.ts';
import { scriptedChannel, type ScriptedChannel } from '../support/scripted-channel.ts';
import { testService, type TestClient, type TestService } from '../support/service.ts';

/**
 * The branches of operations, staff and after-sales on real rows: each message comes in by its callback, the nodes read what is
 * stored, and their effects are carried out. Who goes where is told by the test, so that a node is tested and not a drawing.
 */
let world: TestService;
let channel: ScriptedChannel;
let admin: TestClient;
let hook: string;
let count = 0;
let group: string;
let mood: Partial<Classification> = {};

beforeAll(async () => {
  channel = scriptedChannel();
  world = await testService({}, { channels: new Map([['worktool', channel.port]]) });
  admin = await world.as('administrator');
  const account = await admin.call<AccountView>('POST', '/api/v1/messaging/accounts', {
    channel: 'worktool',
    external_id: 'robot-1',
    name: '白班机器人',
  });
  hook = (await admin.call<{ path: string }>('GET', `/api/v1/messaging/accounts/${account.body.id}/callback`)).body
    .path;
  await say('值班群', '群助理小陈', '大家早');
});
afterAll(async () => await world.stop());
beforeEach(() => {
  world.clock.advance({ days: 1 });
  channel.calls.length = 0;
  group = `群${(count += 1)}`;
  mood = {};
});

const scope = () => {
  const { parts } = world.service;
  return {
    em: forkEm(parts.orm),
    clock: parts.clock,
    actor: systemActor([]),
    events: parts.bus,
    jobs: parts.engine,
    channels: parts.channels,
  };
};
const assistant: AssistantPort = {
  classifyMessage: () =>
    Promise.resolve({
      intent: 'other',
      confidence: 1,
      mood: 0.6,
      complaint: false,
      important: false,
      signs: [],
      by: 'fake',
      ...mood,
    }),
  draftReply: () => Promise.reject(new Error('nobody drafts here')),
};

/** Something is said in a group; what the flow knows of it, as the first nodes find it. */
async function say(where: string, from: string, text: string, mentions: string[] = []): Promise<FlowState> {
  const answer = await fetch(world.url + hook, {
    method: 'POST',
    headers: { 'content-type': 'application/json' },
    body: JSON.stringify({ id: `m${(count += 1)}`, group: where, from, text, at: world.clock.now().toISOString() }),
  });
  expect(answer.status).toBe(200);
  world.clock.advance({ seconds: 1 });
  const { em } = scope();
  const [message] = await query<FlowState['message'] & { person_id: string }>(
    em,
    `select id, conversation_id, account_id, kind, text, mentions_account, iso(sent_at) as sent_at, person_id
     from channel_message order by received_at desc, id desc limit 1`,
  );
  const members = await membersOf(message!.conversation_id);
  const sender = members.find((one) => one.person_id === message!.person_id)!;
  return {
    message: {
      ...message!,
      mentioned_person_ids: members.filter((one) => mentions.includes(one.display_name)).map((one) => one.person_id),
      own: false,
    },
    conversation: { kind: 'group', name: where, internal: false, silent_until: null, customer_id: null },
    sender: {
      person_id: sender.person_id,
      name: sender.display_name,
      role: sender.role,
      role_by: sender.role_by,
      confidence: sender.confidence,
      reason: sender.reason,
      contact_id: null,
      user_id: null,
    },
  };
}

const membersOf = async (id: string): Promise<MemberView[]> =>
  (await admin.call<{ items: MemberView[] }>('GET', `/api/v1/messaging/conversations/${id}/members`)).body.items;
const conversation = async (name: string): Promise<ConversationView> =>
  (
    await admin.call<Page<ConversationView>>('GET', `/api/v1/messaging/conversations?q=${encodeURIComponent(name)}`)
  ).body.items.find((one) => one.name === name)!;
const tasks = async (state: FlowState): Promise<TrackTaskView[]> =>
  (await admin.call<Page<TrackTaskView>>('GET', `/api/v1/track-tasks?conversation_id=${state.message.conversation_id}`))
    .body.items;

/** One instance of a flow, walked by hand. */
interface Walk {
  readonly id: string;
  state: FlowState;
  readonly since: Map<string, Date>;
}
const begin = (state: FlowState): Walk => ({ id: newId(), state, since: new Map() });

/** Comes to a node, or comes back to it, and has its wishes carried out. */
async function step(walk: Walk, type: NodeTypeName, config: object = {}): Promise<Decision> {
  const node = nodeTypeOf(type)!;
  const now = world.clock.now();
  const back = walk.since.has(type);
  if (!back) walk.since.set(type, now);
  const moment: NodeMoment = {
    now,
    random: world.service.parts.random,
    cause: back ? 'signalled' : 'arrived',
    nodeId: type,
    instanceId: walk.id,
    since: walk.since.get(type)!,
  };
  const settings = node.config.parse(config);
  const read = { ...scope(), assistant, signal: new AbortController().signal };
  const facts = await node.read(read, walk.state, settings, moment);
  const decision = node.decide(walk.state, facts, settings, moment);
  await inTransaction(scope(), async (tx) => {
    for (const [place, { kind, payload }] of (decision.effects ?? []).entries()) {
      const key = `${walk.id}:${type}:${place}:${now.getTime()}`;
      if (kind === 'queue_text') await speak(tx, QueueTextPayload.parse(payload), key);
      else {
        const known = EFFECTS.find((one) => one.kind === kind) as EffectKind | undefined;
        await known!.apply(tx as never, known!.payload.parse(payload), {
          instanceId: walk.id,
          nodeId: type,
          key,
        });
      }
    }
  });
  walk.state = { ...walk.state, ...decision.changes };
  await world.drain();
  return decision;
}

/** Says it as the effect of that kind does: through the one way out. */
async function speak(tx: ReturnType<typeof scope>, said: QueueTextPayload, key: string): Promise<void> {
  await queueCommand(tx, {
    conversation_id: said.conversation_id,
    content: { kind: 'text', text: said.text, mentions: [] },
    lane: said.lane,
    source: 'routing',
    proactive: false,
    beside_staff: said.beside_staff ?? false,
    idempotency_key: key,
  });
}
const sent = (): { text: string; to: string }[] => channel.calls.map(({ text, to }) => ({ text, to }));

describe('branch C', () => {
  it('from the @ to the answer, the soothing words, the end and the report', async () => {
    await say(group, '老丁', '早');
    const asked = begin(await say(group, '售后小何', '@老丁 麻烦扫码登录一下', ['老丁']));
    expect(asked.state.sender?.role).toBe('after_sales');
    expect((await step(asked, 'AFTER_SALES_LINK_CHECK')).way).toBe('next');
    expect((await step(asked, 'AFTER_SALES_IDENTIFY')).way).toBe('request');
    expect((await step(asked, 'AFTER_SALES_TASK_CREATE')).way).toBe('created');
    expect((await step(asked, 'AFTER_SALES_RESPONSE_DETECT')).way).toBe('waiting');
    expect(await tasks(asked.state)).toMatchObject([
      { kind: 'scan_login', status: 'waiting_user_response', person_name: '老丁', asked_by_name: '售后小何' },
    ]);
    expect((await step(asked, 'AFTER_SALES_NO_RESPONSE_NOTIFY')).wait?.on).toBe(
      `task:${asked.state.after_sales!.task_id}`,
    );

    world.clock.advance({ minutes: 3 });
    const answer = begin(await say(group, '老丁', '在的'));
    expect((await step(answer, 'AFTER_SALES_LINK_CHECK')).way).toBe('response');
    expect((await step(answer, 'AFTER_SALES_RESPONSE_DETECT')).way).toBe('responded');
    // The colleague spoke three minutes ago, so robots keep still: these words go along with the colleague.
    expect(sent()).toEqual([{ text: '老丁，好的，请稍等，售后人员马上就来处理 👍', to: group }]);
    expect(await tasks(asked.state)).toMatchObject([{ status: 'in_progress' }]);
    expect((await step(begin(await say(group, '老丁', '好的')), 'AFTER_SALES_LINK_CHECK')).way).toBe('next');

    expect((await step(asked, 'AFTER_SALES_NO_RESPONSE_NOTIFY')).way).toBe('responded');
    expect((await step(asked, 'AFTER_SALES_TASK_TRACK')).wait).toBeDefined();
    world.clock.advance({ minutes: 5 });
    const done = begin(await say(group, '售后小何', '@老丁 登录成功', ['老丁']));
    expect((await step(done, 'AFTER_SALES_IDENTIFY')).way).toBe('done');
    expect((await step(asked, 'AFTER_SALES_TASK_TRACK')).way).toBe('completed');
    const [report] = await query<object>(
      scope().em,
      'select kind, outcome, answer_seconds, done_seconds, asked, conflict from track_task_reports where task_id = $1',
      [asked.state.after_sales!.task_id],
    );
    expect(report).toEqual({
      kind: 'scan_login',
      outcome: 'completed',
      answer_seconds: 181,
      done_seconds: 483,
      asked: 1,
      conflict: false,
    });
    const listed = await admin.call<Page<TrackTaskReportView>>(
      'GET',
      '/api/v1/track-tasks/reports?kind=scan_login&outcome=completed',
    );
    expect(listed.body.items.find((one) => one.task_id === asked.state.after_sales!.task_id)).toMatchObject({
      conversation_name: group,
      person_name: '老丁',
      answer_seconds: 181,
    });
  });

  it('tells the work group of silence and of what is overdue, though colleagues talk there', async () => {
    await say(group, '老丁', '早');
    await say('值班群', '群助理小陈', '我在');
    const config = { notify_conversation_id: (await conversation('值班群')).id };
    const asked = begin(await say(group, '售后小何', '@老丁 做下实名', ['老丁']));
    for (const type of ['AFTER_SALES_IDENTIFY', 'AFTER_SALES_TASK_CREATE'] as const) await step(asked, type);
    await step(asked, 'AFTER_SALES_NO_RESPONSE_NOTIFY', config);
    world.clock.advance({ minutes: 10 });
    expect((await step(asked, 'AFTER_SALES_NO_RESPONSE_NOTIFY', config)).way).toBe('silent');
    expect((await step(asked, 'AFTER_SALES_TASK_TRACK', config)).wait).toBeDefined();
    world.clock.advance({ minutes: 120 });
    expect((await step(asked, 'AFTER_SALES_TASK_TRACK', config)).way).toBe('overdue');
    expect(await tasks(asked.state)).toMatchObject([{ status: 'overdue' }]);
    expect(sent()).toEqual([
      {
        text: `老丁 在“${group}”还没有回应“实名认证”，已经等了 10 分钟。售后小何，麻烦换个方式联系一下。`,
        to: '值班群',
      },
      { text: `“${group}”里 老丁 的“实名认证”过了期限还没有办完，售后小何请跟进一下。`, to: '值班群' },
    ]);
  });

  it('soothes by how the colleague stands, which a simulation may assume', async () => {
    await say(group, '老丁', '早');
    const asked = begin(await say(group, '售后小何', '@老丁 绑定手机', ['老丁']));
    for (const type of ['AFTER_SALES_IDENTIFY', 'AFTER_SALES_TASK_CREATE'] as const) await step(asked, type);
    world.clock.advance({ minutes: 20 });
    const answer = begin(await say(group, '老丁', '来了'));
    await step(answer, 'AFTER_SALES_LINK_CHECK');
    await step(answer, 'AFTER_SALES_RESPONSE_DETECT');
    expect(sent()[0]?.text).toContain('已通知售后人员');
    const { read } = nodeTypeOf('AFTER_SALES_RESPONSE_DETECT')!;
    const looks = { ...scope(), assistant, signal: new AbortController().signal, assume: { staff_state: 'busy' } };
    const facts = await read(looks as never, answer.state, {}, {} as never);
    expect(facts).toMatchObject({ staff: { name: '售后小何', state: 'busy' } });
  });
});

describe('branch A', () => {
  it('follows what operations ask, and any word of a customer ends the waiting', async () => {
    await say(group, '老丁', '早');
    const asked = begin(await say(group, '运营财神爷', '请尽快上线'));
    expect(asked.state.sender?.role).toBe('operations');
    expect((await step(asked, 'OPERATION_TRACK')).way).toBe('track');
    expect((await step(asked, 'USER_RESPONSE_DETECT')).way).toBe('waiting');
    const { wait } = await step(asked, 'NO_RESPONSE_NOTIFY');
    expect(wait?.on).toBe(`task:${asked.state.operation!.track_task_id}`);
    await step(begin(await say(group, '老丁', '怎么上')), 'AFTER_SALES_LINK_CHECK');
    expect((await step(asked, 'NO_RESPONSE_NOTIFY')).way).toBe('responded');
    expect((await step(asked, 'CONFLICT_DETECT')).way).toBe('calm');
    expect(sent()).toEqual([]);
  });

  it('sees an answer that came before the flow did', async () => {
    await say(group, '老丁', '早');
    const asked = begin(await say(group, '运营财神爷', '在吗'));
    await step(asked, 'OPERATION_TRACK');
    await say(group, '老丁', '在');
    expect((await step(asked, 'USER_RESPONSE_DETECT')).way).toBe('responded');
    expect(await tasks(asked.state)).toMatchObject([{ kind: 'operation', status: 'in_progress' }]);
  });

  it('mediates once, tells colleagues and flags the task', async () => {
    await say(group, '老丁', '早');
    const config = { notify_conversation_id: (await conversation('值班群')).id };
    const asked = begin(await say(group, '运营财神爷', '怎么还不登录，快点'));
    await step(asked, 'OPERATION_TRACK');
    mood = { mood: 0.1 };
    expect((await step(asked, 'CONFLICT_DETECT', config)).way).toBe('conflict');
    const more = begin(await say(group, '运营财神爷', '快点'));
    expect((await step(more, 'CONFLICT_DETECT', config)).way).toBe('conflict');
    expect(sent().map(({ to }) => to)).toEqual([group, '值班群']);
    expect(sent()[0]?.text).toBe('我们马上配合他，去帮助他完成实名或者扫码登录等相关工作');
    expect(await tasks(asked.state)).toMatchObject([{ conflict: true }]);
  });
});

describe('branch B', () => {
  it('robots fall silent where a colleague takes over, with a summary for them; the work group hears of it once', async () => {
    await say(group, '老顾', '账号登录不上，急');
    const config = { notify_conversation_id: (await conversation('值班群')).id };
    const taken = begin(await say(group, '群助理小陈', '我看一下'));
    const activity = await step(taken, 'STAFF_ACTIVITY_RECORD');
    expect(activity.effects, 'counted when the message came in').toEqual([]);
    expect((await step(taken, 'STAFF_INTERVENTION_DETECT', { silent_minutes: 90 })).way).toBe('intervened');
    await step(taken, 'INTERVENTION_NOTIFY', config);
    const { silent_until, id } = await conversation(group);
    expect(new Date(silent_until!).getTime() - world.clock.now().getTime()).toBeGreaterThan(80 * 60_000);
    const sessions = await admin.call<Page<SessionView>>('GET', `/api/v1/messaging/sessions?conversation_id=${id}`);
    expect(sessions.body.items).toMatchObject([
      { status: 'handed_over', handover_summary: '最近的话：\n老顾：账号登录不上，急' },
    ]);
    const again = begin(await say(group, '群助理小陈', '好了，再试试'));
    await step(again, 'STAFF_INTERVENTION_DETECT');
    await step(again, 'INTERVENTION_NOTIFY', config);
    expect(sent()).toEqual([
      { text: `群助理小陈已在“${group}”接手（群助理小陈在老顾发言后说话），机器人暂停发言。`, to: '值班群' },
    ]);
  });

  it('counts activity once, also when it was missed as the message came in', async () => {
    const early = begin(await say(group, '小陆', '我来处理'));
    const { message, sender } = early.state;
    await admin.call(
      'PUT',
      `/api/v1/messaging/conversations/${message.conversation_id}/members/${sender!.person_id}/role`,
      {
        role: 'staff',
      },
    );
    expect((await step(early, 'STAFF_ACTIVITY_RECORD')).effects).toHaveLength(1);
    expect((await step(early, 'STAFF_ACTIVITY_RECORD')).effects).toHaveLength(0);
    const staff = await admin.call<{ items: { name: string; messages_today: number }[] }>(
      'GET',
      '/api/v1/messaging/staff',
    );
    expect(staff.body.items.find((one) => one.name === '小陆')?.messages_today).toBe(1);
  });
});

it('an effect whose task is gone or at its end changes nothing and does not break the step', async () => {
  await say(group, '老丁', '早');
  const asked = begin(await say(group, '售后小何', '@老丁 扫码', ['老丁']));
  for (const type of ['AFTER_SALES_IDENTIFY', 'AFTER_SALES_TASK_CREATE'] as const) await step(asked, type);
  const [task] = await tasks(asked.state);
  await admin.call('POST', `/api/v1/track-tasks/${task!.id}/complete`, { version: task!.version });
  await inTransaction(scope(), async (tx) => {
    const kind = EFFECTS.find((one) => one.kind === 'move_track_task') as unknown as EffectKind;
    const occasion = { instanceId: asked.id, nodeId: 'n', key: 'k' };
    await kind.apply(tx as never, { id: task!.id, to: 'in_progress', reason: '晚到' }, occasion);
    await kind.apply(tx as never, { id: newId(), to: 'overdue', reason: '不在' }, occasion);
    const create = EFFECTS.find((one) => one.kind === 'create_track_task') as unknown as EffectKind;
    const again = { ...asked.state.message, id: task!.id, message_id: asked.state.message.id };
    const payload = {
      ...again,
      kind: 'scan_login',
      person_id: task!.person_id,
      asked_by_id: null,
      deadline: null,
      reason: 'x',
    };
    await create.apply(tx as never, create.payload.parse(payload), occasion);
  });
  expect((await tasks(asked.state)).map((one) => one.status)).toEqual(['completed']);
});
