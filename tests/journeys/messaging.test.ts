import { afterAll, beforeAll, beforeEach, describe, expect, it } from 'vitest';
import { forkEm } from '../../db/orm.ts';
import { query } from '../../db/query.ts';
import { checkCommands } from '../../domain/messaging/commands/check-commands.job.ts';
import { queueCommand, type QueueCommand } from '../../domain/messaging/commands/queue-command.ts';
import type { SendOutcome } from '../../domain/messaging/channel.port.ts';
import { systemActor } from '../../kernel/actor.ts';
import type {
  AccountView,
  ChannelMessageView,
  CommandDetail,
  CommandView,
  ConversationView,
  SendPolicyView,
} from '../../kernel/contracts/messaging.ts';
import type { MemberView, SessionView } from '../../kernel/contracts/messaging-people.ts';
import type { Page } from '../../kernel/contracts/paging.ts';
import { newId } from '../../kernel/ids.ts';
import { somebodyWaits } from '../support/somebody-waits.ts';
import { scriptedChannel, type ScriptedChannel } from '../support/scripted-channel.ts';
import { testService, type TestClient, type TestService } from '../support/service.ts';

const api = '/api/v1/messaging';
let world: TestService;
let channel: ScriptedChannel;
let admin: TestClient;
let account: AccountView;
let hook: string;
let group: ConversationView;
let keys = 0;

beforeAll(async () => {
  channel = scriptedChannel();
  world = await testService({}, { channels: new Map([['worktool', channel.port]]) });
  admin = await world.as('administrator');
  [account, hook] = await addAccount('robot-0001', '白班机器人');
  await say({ id: 'first', group: '星河项目群', from: '周总', text: '在吗' });
  group = await conversation('星河项目群');
});
afterAll(async () => await world.stop());
beforeEach(() => {
  // A new day: the caps of one test do not reach into the next.
  world.clock.advance({ days: 1 });
  channel.calls.length = 0;
});

async function addAccount(externalId: string, name: string): Promise<[AccountView, string]> {
  const made = await admin.call<AccountView>('POST', `${api}/accounts`, {
    channel: 'worktool',
    external_id: externalId,
    name,
  });
  expect(made.status).toBe(201);
  const address = await admin.call<{ path: string }>('GET', `${api}/accounts/${made.body.id}/callback`);
  return [made.body, address.body.path];
}

async function post(path: string, body: unknown): Promise<{ status: number; text: string }> {
  const answer = await fetch(world.url + path, {
    method: 'POST',
    headers: { 'content-type': 'application/json' },
    body: typeof body === 'string' ? body : JSON.stringify(body),
  });
  return { status: answer.status, text: await answer.text() };
}
const say = async (told: object, by = hook): Promise<void> => {
  expect(await post(by, told)).toEqual({ status: 200, text: '{"code":0}' });
};
const report = async (told: object): Promise<void> => {
  expect((await post(`${hook}/result`, told)).status).toBe(200);
};
const conversation = async (name: string): Promise<ConversationView> =>
  (await admin.call<Page<ConversationView>>('GET', `${api}/conversations?q=${encodeURIComponent(name)}`)).body
    .items[0]!;
const messages = async (id: string): Promise<ChannelMessageView[]> =>
  (await admin.call<Page<ChannelMessageView>>('GET', `${api}/conversations/${id}/messages?page_size=100`)).body.items;
const command = async (id: string): Promise<CommandDetail> =>
  (await admin.call<CommandDetail>('GET', `${api}/commands/${id}`)).body;
const decide = async (
  id: string,
  what: string,
): Promise<{ status: number; body: CommandDetail & { error?: { code: string } } }> =>
  await admin.call('POST', `${api}/commands/${id}/${what}`);

/** As an engine does it: through the one way out. */
async function queue(text: string, more: Partial<QueueCommand> = {}): Promise<string> {
  const { parts } = world.service;
  const { id } = await queueCommand(
    {
      em: forkEm(parts.orm),
      clock: parts.clock,
      actor: systemActor([]),
      events: parts.bus,
      jobs: parts.engine,
      channels: parts.channels,
    },
    {
      conversation_id: group.id,
      content: { kind: 'text', text, mentions: [] },
      lane: 'reply',
      source: 'routing',
      proactive: false,
      idempotency_key: `test:${(keys += 1)}`,
      ...more,
    },
  );
  return id;
}
const sent = (): string[] => channel.calls.map((call) => call.text);
const events = async (id: string): Promise<string[]> => (await command(id)).tracking.map((line) => line.event);

describe('what comes in', () => {
  it('is answered at once, kept as it came, and stands in its conversation', async () => {
    await say({ id: 'm1', group: '星河项目群', from: '周总', text: '报价单呢？' });
    const [newest] = await messages(group.id);
    expect(newest).toMatchObject({ direction: 'in', text: '报价单呢？', person_name: '周总' });
    const raw = await query<{ body: Buffer }>(
      forkEm(world.service.parts.orm),
      'select body from inbound_callback order by received_at desc, id desc limit 1',
    );
    expect(JSON.parse(raw[0]!.body.toString())).toMatchObject({ id: 'm1' });
  });

  it('counts once, however often and from however many robots it is reported, also at the same moment', async () => {
    const [, second] = await addAccount(`robot-${newId()}`, '通知机器人');
    const before = (await messages(group.id)).length;
    const told = { group: '星河项目群', from: '周总', text: '明天几点开会' };
    await Promise.all([
      ...Array.from({ length: 5 }, () => say({ ...told, id: 'm2' })),
      ...Array.from({ length: 5 }, () => say({ ...told, id: 'other-robots-id' }, second)),
    ]);
    expect((await messages(group.id)).length).toBe(before + 1);
    await say({ ...told, id: 'm3' });
    expect((await messages(group.id)).length, 'the same words again are a message of their own').toBe(before + 2);
  });

  it('is refused at any address that is not ours, and whatever else it says is answered kindly and kept', async () => {
    const wrong = `${hook.slice(0, -1)}${hook.endsWith('0') ? '1' : '0'}`;
    expect((await post(wrong, { id: 'x' })).status).toBe(404);
    expect((await post(hook.replace('worktool', 'gewe'), { id: 'x' })).status).toBe(404);
    for (const body of ['', '{', '[]', 'null', '{"id":1}', '\u0000', '{"__proto__":{"a":1}}'])
      expect(await post(hook, body)).toEqual({ status: 200, text: '{"code":0}' });
    const [kept] = await query<{ outcome: string; count: number }>(
      forkEm(world.service.parts.orm),
      `select outcome, count(*)::int as count from inbound_callback where outcome = 'unreadable' group by outcome`,
    );
    expect(kept).toEqual({ outcome: 'unreadable', count: 7 });
  });

  it('keeps two people of one name in two groups apart', async () => {
    await say({ id: 'a1', group: '甲群', from: '王磊', text: '你好' });
    await say({ id: 'b1', group: '乙群', from: '王磊', text: '您好' });
    const [one] = await messages((await conversation('甲群')).id);
    const [other] = await messages((await conversation('乙群')).id);
    expect(one!.person_id).not.toBe(other!.person_id);
  });
});

describe('what goes out', () => {
  it('is sent once, confirmed by the report, and stands in the conversation', async () => {
    const id = await queue('报价单已发您邮箱，请查收。');
    await world.drain();
    expect(channel.calls).toEqual([{ account: 'robot-0001', text: '报价单已发您邮箱，请查收。', to: '星河项目群' }]);
    expect(await command(id)).toMatchObject({ status: 'accepted', attempts: 1 });
    await report({ command: `v${channel.calls.length}`, done: true });
    await report({ command: `v${channel.calls.length}`, done: true });
    expect(await command(id)).toMatchObject({ status: 'completed', lane: 'reply' });
    expect((await messages(group.id)).filter((one) => one.command_id === id)).toHaveLength(1);
    await say({ id: 'echo', group: '星河项目群', from: '白班机器人', text: '报价单已发您邮箱，请查收。', own: true });
    expect((await messages(group.id)).filter((one) => one.text.startsWith('报价单已发'))).toHaveLength(1);
    expect(await events(id)).toEqual(['queued', 'sending', 'accepted', 'completed', 'reported']);
  });

  it('is the same command under the same key for ever, and another text under it is refused', async () => {
    const once = await queue('同一条', { idempotency_key: 'key:1' });
    expect(await queue('同一条', { idempotency_key: 'key:1' })).toBe(once);
    await expect(queue('另一条', { idempotency_key: 'key:1' })).rejects.toMatchObject({
      code: 'messaging.key_used_for_other_text',
    });
    const ids = await Promise.all(Array.from({ length: 6 }, () => queue('一起来', { idempotency_key: 'key:2' })));
    expect(new Set(ids).size).toBe(1);
    await world.drain();
    expect(sent().toSorted()).toEqual(['一起来', '同一条']);
  });

  it('goes by lane, and in one conversation in the order of arrival', async () => {
    await queue('群发一', { lane: 'bulk' });
    await queue('群发二', { lane: 'bulk' });
    await queue('回复', { lane: 'reply' });
    await queue('运营', { lane: 'operations' });
    await world.drain();
    expect(sent()).toEqual(['运营', '回复', '群发一', '群发二']);
  });

  it('waits for its hour and for the pace of its account', async () => {
    const paced = await admin.call<AccountView>('PATCH', `${api}/accounts/${account.id}`, {
      version: (await accountNow()).version,
      pause_ms: 4000,
    });
    expect(paced.status).toBe(200);
    await queue('第一条');
    await queue('第二条');
    await queue('明早', { run_at: new Date(world.clock.now().getTime() + 3_600_000) });
    await world.drain();
    expect(sent()).toEqual(['第一条']);
    world.clock.advance({ seconds: 4 });
    await world.drain();
    expect(sent()).toEqual(['第一条', '第二条']);
    world.clock.advance({ hours: 1 });
    await world.drain();
    expect(sent()).toEqual(['第一条', '第二条', '明早']);
    await admin.call('PATCH', `${api}/accounts/${account.id}`, {
      version: (await accountNow()).version,
      pause_ms: null,
    });
  });

  it('is tried three times by kind of fault, then a person sees it, who may have it tried again', async () => {
    const fault = {
      state: 'refused',
      reason: 'vendor_fault',
      vendor_code: '201102',
      vendor_words: null,
      retry: 'later',
      retry_at: null,
    } as const;
    channel.outcomes.push(fault, fault, fault);
    const id = await queue('总是出错');
    await world.drain();
    expect(await command(id)).toMatchObject({ status: 'waiting', attempts: 1 });
    world.clock.advance({ seconds: 5 });
    await world.drain();
    world.clock.advance({ seconds: 30 });
    await world.drain();
    expect(await command(id)).toMatchObject({
      status: 'failed',
      attempts: 3,
      needs_person: true,
      reason_words: '渠道出了故障',
    });
    const open = await admin.call<Page<CommandView>>('GET', `${api}/commands?needs_person=true`);
    expect(open.body.items.map((one) => one.id)).toContain(id);
    await decide(id, 'retry');
    await world.drain();
    expect(sent()).toHaveLength(4);
    const never = { ...fault, reason: 'target_not_found', retry: 'never' } as const;
    channel.outcomes.push(never);
    const lost = await queue('找不到人');
    await world.drain();
    expect(await command(lost)).toMatchObject({ status: 'failed', attempts: 1 });
  });

  it('is never sent again while nobody knows whether it went out', async () => {
    channel.outcomes.push({ state: 'unknown', cause: 'timeout' });
    channel.answers.set('结果不明', [{ state: 'pending', vendor_id: 'v-late' }, { state: 'absent' }]);
    const id = await queue('结果不明');
    await world.drain();
    expect(await command(id)).toMatchObject({ status: 'timeout', attempts: 1 });
    expect((await decide(id, 'cancel')).body.error!.code).toBe('messaging.command_may_have_left');
    expect((await decide(id, 'retry')).body.error!.code).toBe('messaging.command_may_have_left');
    await check(60);
    expect(await command(id)).toMatchObject({ status: 'timeout' });
    expect(sent()).toHaveLength(1);
    await check(120);
    world.clock.advance({ seconds: 5 });
    await world.drain();
    expect(sent(), 'the vendor said it never had it').toEqual(['结果不明', '结果不明']);
    expect(await events(id)).toEqual([
      'queued',
      'sending',
      'unknown',
      'looked_up',
      'looked_up',
      'retry',
      'sending',
      'accepted',
    ]);
  });

  it('goes to a person when the vendor cannot say either; what they saw decides', async () => {
    channel.outcomes.push({ state: 'unknown', cause: 'timeout' }, { state: 'unknown', cause: 'timeout' });
    for (const text of ['甲', '乙'])
      channel.answers.set(
        text,
        Array.from({ length: 10 }, () => ({ state: 'unknown', cause: 'no answer' }) as const),
      );
    const [one, other] = [await queue('甲'), await queue('乙')];
    await world.drain();
    for (const seconds of [60, 120, 300, 900, 900]) await check(seconds);
    expect(await command(one)).toMatchObject({ status: 'timeout', needs_person: true, reason: 'unconfirmed' });
    expect((await decide(one, 'mark-sent')).body.status).toBe('completed');
    await world.drain();
    for (const seconds of [60, 120, 300, 900, 900]) await check(seconds);
    expect((await decide(other, 'mark-not-sent')).body.status).toBe('failed');
    expect(sent()).toEqual(['甲', '乙']);
  });

  it('takes a report that comes before its own answer', async () => {
    let arrived!: (outcome: { state: 'accepted'; vendor_id: string; at: Date }) => void;
    channel.outcomes.push(new Promise((resolve) => (arrived = resolve)));
    const id = await queue('先报后答');
    const draining = world.drain();
    await expect.poll(() => channel.calls.length).toBe(1);
    await report({ command: 'early', done: true });
    arrived({ state: 'accepted', vendor_id: 'early', at: world.clock.now() });
    await draining;
    expect(await command(id)).toMatchObject({ status: 'completed' });
  });

  it('takes a report that comes while its own answer is being stored', async () => {
    const { orm, engine } = world.service.parts;
    const answer = Promise.withResolvers<SendOutcome>();
    channel.outcomes.push(answer.promise);
    const id = await queue('回执和应答同时到');
    const sending = engine.drain(world.clock.now());
    await expect.poll(sent).toEqual(['回执和应答同时到']);
    // What stores the answer clears the fault last, so holding the account's row holds it up just before its commit.
    await query(forkEm(orm), 'update channel_account set failures = 1 where id = $1', [account.id]);
    let reporting: Promise<void> | undefined;
    await forkEm(orm).transactional(async (em) => {
      await query(em, 'select id from channel_account where id = $1 for update', [account.id]);
      answer.resolve({ state: 'accepted', vendor_id: 'at-once', at: world.clock.now() });
      await somebodyWaits(em);
      reporting = report({ command: 'at-once', done: true });
      await Promise.race([reporting, somebodyWaits(em, 2)]);
    });
    await Promise.all([sending, reporting]);
    expect((await command(id)).status).toBe('completed');
  });

  it('is settled by its echo when the answer was lost', async () => {
    channel.outcomes.push({ state: 'unknown', cause: 'timeout' });
    const id = await queue('回声作证');
    await world.drain();
    await say({ id: 'echo-2', group: '星河项目群', from: '白班机器人', text: '回声作证', own: true });
    expect(await command(id)).toMatchObject({ status: 'completed' });
    expect(sent()).toHaveLength(1);
  });
});

describe('rules of sending', () => {
  it('hold, and a person who read the text lets it go', async () => {
    const id = await queue('我是一个大模型，请问有什么可以帮您？');
    await world.drain();
    expect(await command(id)).toMatchObject({ status: 'held', needs_person: true });
    expect((await command(id)).notes[0]).toMatchObject({ rule: 'forbidden_words' });
    expect(sent()).toEqual([]);
    const salesperson = await world.as('marketer');
    expect((await salesperson.call('POST', `${api}/commands/${id}/release`)).status).toBe(403);
    expect((await decide(id, 'release')).status).toBe(200);
    await world.drain();
    expect(sent()).toHaveLength(1);
  });

  it('hold nearly the same text to many conversations, with only names and prices changed', async () => {
    const policy = (await admin.call<SendPolicyView>('GET', `${api}/send-policy`)).body;
    await admin.call('PUT', `${api}/send-policy`, { ...policy, same_text_per_hour: 2 });
    const held: string[] = [];
    for (const [at, name] of ['丙', '丁', '戊'].entries()) {
      await say({ id: `bulk-${name}`, group: `${name}群`, from: name, text: '在' });
      const id = await queue(`${name}总您好，本月续费享受老客户专属优惠价${at + 8}折，名额有限，欢迎随时联系我。`, {
        conversation_id: (await conversation(`${name}群`)).id,
      });
      await world.drain();
      held.push((await command(id)).status);
    }
    expect(held).toEqual(['accepted', 'accepted', 'held']);
    const now = (await admin.call<SendPolicyView>('GET', `${api}/send-policy`)).body;
    await admin.call('PUT', `${api}/send-policy`, { ...policy, version: now.version });
  });

  it('cap what nobody asked for over all engines, put the night off till morning, and leave answers alone', async () => {
    await say({ id: `cap-${keys}`, from: '苏女士', text: '你好' });
    const person = (await conversation('苏女士')).id;
    const proactive = { conversation_id: person, proactive: true, source: 'sop', lane: 'bulk' } as const;
    const first = await queue('第一次问候', proactive);
    await world.drain();
    const second = await queue('第二次问候', { ...proactive, source: 'calls' });
    await world.drain();
    expect((await command(first)).status).toBe('accepted');
    expect(await command(second)).toMatchObject({ status: 'waiting', notes: [{ rule: 'frequency_cap' }] });
    await queue('这是回答', { conversation_id: person });
    await world.drain();
    expect(sent()).toEqual(['第一次问候', '这是回答']);
    const night = new Date(world.clock.now());
    night.setUTCHours(14, 0, 0);
    world.clock.set(night);
    const late = await queue('夜里的推广', { ...proactive, conversation_id: group.id });
    expect((await command(late)).run_at).toBe(new Date(night.getTime() + 10.5 * 3_600_000).toISOString());
  });

  it('never reach one who asked to be left alone, by whatever account, but a colleague may write', async () => {
    await say({ id: `dnd-${keys}`, from: '郑先生', text: '别再发了' });
    const quiet = await conversation('郑先生');
    const [line] = await messages(quiet.id);
    const noted = await admin.call<{ id: string }>('POST', `${api}/do-not-disturb`, {
      person_id: line!.person_id,
      reason: '本人要求不再联系',
    });
    expect(noted.status).toBe(201);
    const refused = await queue('还考虑吗', { conversation_id: quiet.id });
    expect(await command(refused)).toMatchObject({ status: 'refused', reason: 'policy' });
    const byHand = await admin.call<CommandDetail>('POST', `${api}/conversations/${quiet.id}/send`, {
      content: { kind: 'text', text: '抱歉打扰，已为您取消。' },
      idempotency_key: 'sorry-0001',
    });
    expect(byHand).toMatchObject({ status: 202, body: { source: 'person', status: 'waiting' } });
    await admin.call('POST', `${api}/do-not-disturb/${noted.body.id}/lift`);
    await queue('恢复联系', { conversation_id: quiet.id });
    await world.drain();
    expect(sent()).toEqual(['抱歉打扰，已为您取消。', '恢复联系']);
  });

  it('wait for an account that is paused or offline, and go on by themselves', async () => {
    const only = await alone('何女士');
    await admin.call('POST', `${api}/accounts/${account.id}/pause`, { reason: '换手机' });
    const paused = await queue('暂停时', only);
    await world.drain();
    expect(await command(paused)).toMatchObject({ status: 'held' });
    await admin.call('POST', `${api}/accounts/${account.id}/resume`);
    await world.drain();
    expect(sent()).toEqual(['暂停时']);
    await post(`${hook}/offline`, {});
    await queue('离线时', only);
    await world.drain();
    expect(sent()).toEqual(['暂停时']);
    await post(`${hook}/online`, {});
    await world.drain();
    expect(sent()).toEqual(['暂停时', '离线时']);
  });

  it('another account of the group steps in for one that is paused', async () => {
    const [, other] = await addAccount(`robot-${newId()}`, '晚班机器人');
    await say({ id: 'seen-by-night', group: '星河项目群', from: '周总', text: '晚班也在' }, other);
    await admin.call('POST', `${api}/accounts/${account.id}/pause`, { reason: '换手机' });
    await queue('谁来说');
    await world.drain();
    expect(channel.calls.map((call) => call.account)).not.toContain('robot-0001');
    expect(sent()).toEqual(['谁来说']);
    await admin.call('POST', `${api}/accounts/${account.id}/resume`);
  });

  it('let an account rest after faults in a row', async () => {
    const fault = {
      state: 'refused',
      reason: 'vendor_fault',
      vendor_code: null,
      vendor_words: null,
      retry: 'never',
      retry_at: null,
    } as const;
    channel.outcomes.push(...Array.from({ length: 5 }, () => fault));
    const only = await alone('曹先生');
    for (let n = 0; n < 5; n += 1) await queue(`坏 ${n}`, only);
    await world.drain();
    expect((await accountNow()).rest_until).toBe(new Date(world.clock.now().getTime() + 300_000).toISOString());
    await queue('休息之后', only);
    await world.drain();
    expect(sent()).toHaveLength(5);
    world.clock.advance({ minutes: 5 });
    await world.drain();
    expect(sent()).toHaveLength(6);
    expect((await accountNow()).rest_until).toBeNull();
  });
});

/** A conversation of two, which only the first account is in: no other one can step in. */
async function alone(name: string): Promise<{ conversation_id: string }> {
  await say({ id: `alone-${name}`, from: name, text: '你好' });
  return { conversation_id: (await conversation(name)).id };
}

async function accountNow(): Promise<AccountView> {
  const { items } = (await admin.call<{ items: AccountView[] }>('GET', `${api}/accounts`)).body;
  return items.find((one) => one.id === account.id)!;
}

/** Lets the time pass and the service look after what it does not know. */
async function check(seconds: number): Promise<void> {
  world.clock.advance({ seconds });
  const { engine, orm } = world.service.parts;
  await engine.enqueue(forkEm(orm), checkCommands, {}, { singletonKey: 'check-commands' });
  await world.drain();
}

describe('people in groups', () => {
  const members = async (id: string): Promise<MemberView[]> =>
    (await admin.call<{ items: MemberView[] }>('GET', `${api}/conversations/${id}/members`)).body.items;
  const told = async (id: string, name: string): Promise<MemberView> =>
    (await members(id)).find((one) => one.display_name === name)!;

  it('are told by rules; what a colleague says stays, and counts in other groups too', async () => {
    await say({ id: 'r1', group: '一号群', from: '售后小李', text: '请扫码登录' });
    await say({ id: 'r2', group: '一号群', from: '晓风', text: '好的' });
    const one = await conversation('一号群');
    expect(await told(one.id, '售后小李')).toMatchObject({ role: 'after_sales', role_by: 'rule', confidence: 0.9 });
    const user = await told(one.id, '晓风');
    expect(user).toMatchObject({ role: 'user', role_by: 'default' });
    const corrected = await admin.call<MemberView>(
      'PUT',
      `${api}/conversations/${one.id}/members/${user.person_id}/role`,
      { role: 'staff' },
    );
    expect(corrected.body).toMatchObject({ role: 'staff', role_by: 'hand', confidence: 1 });
    await say({ id: 'r3', group: '一号群', from: '晓风', text: '我来处理' });
    expect(await told(one.id, '晓风')).toMatchObject({ role: 'staff', role_by: 'hand', confidence: 1 });
    await say({ id: 'r4', group: '二号群', from: '晓风', text: '大家好' });
    const two = await conversation('二号群');
    expect(await told(two.id, '晓风')).toMatchObject({ role: 'staff', role_by: 'hand', confidence: 0.8 });
    expect((await admin.call('GET', `${api}/staff`)).body).toMatchObject({
      items: expect.arrayContaining([
        expect.objectContaining({ name: '晓风', state: 'online', messages_today: 1 }),
      ]) as unknown,
    });
  });

  it('silence the robots where staff speak, and only there, until the time is over or somebody hands back', async () => {
    await say({ id: 's1', group: '三号群', from: '老顾', text: '怎么登录不了' });
    await say({ id: 's2', group: '四号群', from: '老顾', text: '怎么登录不了' });
    const [three, four] = [await conversation('三号群'), await conversation('四号群')];
    await say({ id: 's3', group: '三号群', from: '群助理小陈', text: '我看一下' });
    const talks = async (id: string): Promise<string> =>
      (await command(await queue('请稍等', { conversation_id: id }))).status;
    expect(await talks(three.id)).toBe('refused');
    expect(await talks(four.id)).toBe('waiting');
    const sessions = await admin.call<Page<SessionView>>('GET', `${api}/sessions?conversation_id=${three.id}`);
    expect(sessions.body.items).toMatchObject([{ person_name: '老顾', status: 'handed_over', messages: 1 }]);
    world.clock.advance({ minutes: 30 });
    expect(await talks(three.id)).toBe('waiting');
    await admin.call('POST', `${api}/conversations/${three.id}/take-over`, {});
    expect(await talks(three.id)).toBe('refused');
    await admin.call('POST', `${api}/conversations/${three.id}/hand-back`);
    expect(await talks(three.id)).toBe('waiting');
  });

  it('silence the robots too when a colleague writes by hand on the phone of the robot', async () => {
    await say({ id: 'h1', group: '五号群', from: '小孟', text: '多少钱' });
    await say({ id: 'h2', group: '五号群', from: '白班机器人', text: '我是人工，稍等', own: true });
    const five = await conversation('五号群');
    expect(five.silent_until).not.toBeNull();
    expect((await messages(five.id)).map((one) => [one.direction, one.command_id])).toEqual([
      ['out', null],
      ['in', null],
    ]);
  });
});
