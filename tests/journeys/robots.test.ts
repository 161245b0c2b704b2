import { afterAll, beforeAll, beforeEach, describe, expect, it } from 'vitest';
import { query } from '../../db/query.ts';
import { inTransaction } from '../../domain/in-transaction.ts';
import { queueTextEffect } from '../../domain/routing/effects/queue-text.effect.ts';
import type { QueueTextPayload } from '../../domain/routing/effects/queue-text-payload.ts';
import type { AccountView, CommandDetail, CommandView, ConversationView } from '../../kernel/contracts/messaging.ts';
import type { RobotView, RosterView, ShiftHoursView, SpeakerView } from '../../kernel/contracts/messaging-robots.ts';
import { newId } from '../../kernel/ids.ts';
import { localDay } from '../../kernel/time-phrases/local-day.ts';
import { API, messagingWorld, type MessagingWorld } from '../support/messaging-world.ts';

/** A group with its four robots: who speaks when, who steps in, and what colleagues make of it. */
let bench: MessagingWorld;
const robots = {} as Record<'monitor' | 'notifier' | 'day' | 'night', { id: string; hook: string }>;
let group: ConversationView;

beforeAll(async () => {
  bench = await messagingWorld();
  robots.monitor = await bench.addAccount('robot-monitor', '监控');
  robots.notifier = await bench.addAccount('robot-notifier', '通知');
  robots.day = await bench.addAccount('robot-day', '白班');
  robots.night = await bench.addAccount('robot-night', '晚班');
  group = await groupOf('星河项目群');
  await saveRoster(`${API}/conversations/${group.id}/roster`);
});
afterAll(() => bench.stop());
beforeEach(() => {
  bench.channel.calls.length = 0;
});

/** A group of its own for one test, with the four posts. */
async function staffed(name: string): Promise<{ conversation_id: string }> {
  const { id } = await groupOf(name);
  await saveRoster(`${API}/conversations/${id}/roster`);
  return { conversation_id: id };
}

/** Makes a group all robots are in. */
async function groupOf(name: string): Promise<ConversationView> {
  for (const [key, { hook }] of Object.entries(robots))
    await bench.say(hook, { id: `${name}-${key}`, group: name, from: '周总', text: `在吗 ${key}` });
  return await bench.conversation(name);
}
const posts = () => [
  { duty: 'monitor', account_id: robots.monitor.id },
  { duty: 'notifier', account_id: robots.notifier.id },
  { duty: 'day_reply', account_id: robots.day.id },
  { duty: 'night_reply', account_id: robots.night.id },
];
const saveRoster = async (url: string, list: readonly object[] = posts()): Promise<void> => {
  expect((await bench.admin.call('PUT', url, { posts: list })).status).toBe(200);
};
/** The next moment of that time of day: the clock never goes back. */
function at(time: string): Date {
  const now = bench.world.clock.now();
  const day = (after: number): Date =>
    new Date(`${localDay(new Date(now.getTime() + after * 86_400_000))}T${time}:00+08:00`);
  const next = day(0) >= now ? day(0) : day(1);
  bench.world.clock.set(next);
  return next;
}

async function speak(more: Partial<QueueTextPayload> = {}, key: string = newId()): Promise<CommandView> {
  const payload = {
    conversation_id: group.id,
    text: `请稍等 ${key}`,
    mention_person_ids: [],
    lane: 'reply',
    run_at: null,
    duty: 'reply',
    ...more,
  } satisfies QueueTextPayload;
  const occasion = { instanceId: newId(), nodeId: 'd7', key };
  await inTransaction(bench.scope(), async (tx) => await queueTextEffect.apply(tx, payload, occasion));
  return (await bench.commands(payload.conversation_id))[0]!;
}
const state = async (who: keyof typeof robots, purpose: 'online' | 'offline'): Promise<void> =>
  await bench.say(`${robots[who].hook}/${purpose}`, {});
const callers = (): string[] => bench.channel.calls.map((call) => call.account);

describe('who speaks', () => {
  it.each([
    ['08:59', 'reply', '晚班'],
    ['09:00', 'reply', '白班'],
    ['20:59', 'reply', '白班'],
    ['21:00', 'reply', '晚班'],
    ['03:00', 'notify', '通知'],
  ] as const)('at %s a %s is said by %s', async (time, duty, name) => {
    at(time);
    expect((await speak({ duty })).account_name).toBe(name);
    const asked = await bench.admin.call<SpeakerView>('GET', `${API}/conversations/${group.id}/speaker?kind=${duty}`);
    expect(asked.body).toMatchObject({ account_name: name });
  });

  it('is told for the moment it is to be said, not for now', async () => {
    at('08:30');
    const due = new Date(bench.world.clock.now().getTime() + 45 * 60_000).toISOString();
    expect((await speak({ run_at: due })).account_name).toBe('白班');
  });

  it('follows the default where a group has no posts of its own, and hours that were changed', async () => {
    at('10:00');
    const other = await groupOf('蓝海项目群');
    await saveRoster(`${API}/roster`, [{ duty: 'day_reply', account_id: robots.night.id }]);
    expect((await speak({ conversation_id: other.id })).account_name).toBe('晚班');
    const roster = await bench.admin.call<RosterView>('GET', `${API}/conversations/${other.id}/roster`);
    expect(roster.body).toMatchObject({ own: false, posts: [{ duty: 'day_reply', account_name: '晚班' }] });
    await saveRoster(`${API}/roster`, []);
    const hours = (await bench.admin.call<ShiftHoursView>('GET', `${API}/shift-hours`)).body;
    const changed = await bench.admin.call('PUT', `${API}/shift-hours`, { ...hours, day_from: '11:00' });
    expect(changed.status).toBe(200);
    expect((await speak()).account_name).toBe('晚班');
    const stale = await bench.admin.call('PUT', `${API}/shift-hours`, hours);
    expect(stale.status).toBe(409);
    await bench.admin.call('PUT', `${API}/shift-hours`, { ...hours, version: hours.version + 1 });
  });

  it('is never the monitor, also when somebody names it', async () => {
    const refused = await bench.admin.call<{ error: { code: string } }>(
      'POST',
      `${API}/conversations/${group.id}/send`,
      {
        content: { kind: 'text', text: '监控说话' },
        account_id: robots.monitor.id,
        idempotency_key: 'monitor-0001',
      },
    );
    expect(refused).toMatchObject({ status: 409, body: { error: { code: 'messaging.monitor_silent' } } });
  });

  it.each([
    ['messaging.monitor_speaks', () => [...posts(), { duty: 'notifier', account_id: robots.monitor.id }]],
    ['messaging.post_twice', () => [...posts(), { duty: 'notifier', account_id: robots.notifier.id }]],
    ['messaging.account_not_found', () => [{ duty: 'notifier', account_id: newId() }]],
  ])('a roster is refused with %s', async (code, list) => {
    const answer = await bench.admin.call('PUT', `${API}/conversations/${group.id}/roster`, { posts: list() });
    expect(answer.body).toMatchObject({ error: { code } });
    const kept = await bench.admin.call<RosterView>('GET', `${API}/conversations/${group.id}/roster`);
    expect(kept.body.posts).toHaveLength(4);
  });
});

describe('who steps in', () => {
  it('when the robot is offline as something is queued, and says why', async () => {
    at('10:00');
    await state('day', 'offline');
    const queued = await speak(await staffed('接替一群'));
    expect(queued.account_name).toBe('晚班');
    const { tracking } = await bench.command(queued.id);
    expect(tracking[0]).toMatchObject({
      event: 'queued',
      details: { robot: { shift: 'day', reason: '“白班”不在线，由“晚班”（晚班回复机器人）接替' } },
    });
    await state('day', 'online');
  });

  it('when it goes offline before its turn, once, with both robots in the history', async () => {
    const run = new Date(bench.world.clock.now().getTime() + 60_000).toISOString();
    const queued = await speak({ ...(await staffed('接替二群')), run_at: run });
    expect(queued.account_name).toBe('白班');
    await state('day', 'offline');
    bench.world.clock.advance({ minutes: 1 });
    await bench.world.drain();
    const now = await bench.command(queued.id);
    expect(now).toMatchObject({ account_name: '晚班', status: 'accepted' });
    expect(now.tracking.map((line) => line.event)).toEqual(['queued', 'reassigned', 'sending', 'accepted']);
    expect(callers()).toContain('robot-night');
    expect(callers()).not.toContain('robot-day');
    await state('day', 'online');
  });

  it('when its quota is used up, but not for what somebody gave to it by name', async () => {
    const view = async (): Promise<RobotView> =>
      (await bench.admin.call<{ items: RobotView[] }>('GET', `${API}/robots`)).body.items.find(
        (one) => one.id === robots.day.id,
      )!;
    const place = await staffed('接替三群');
    await speak(place);
    await bench.world.drain();
    const before = await view();
    const limited = await bench.admin.call<AccountView>('PATCH', `${API}/accounts/${robots.day.id}`, {
      version: before.version,
      commands_per_day: before.sent_today,
    });
    expect(limited.status).toBe(200);
    expect(await view()).toMatchObject({ left_today: 0, why_not: '今天的发送数量已满', duties: ['day_reply'] });
    expect((await speak(place)).account_name).toBe('晚班');
    const named = await bench.admin.call<CommandDetail>('POST', `${API}/conversations/${place.conversation_id}/send`, {
      content: { kind: 'text', text: '指定白班' },
      account_id: robots.day.id,
      idempotency_key: 'named-0001',
    });
    await bench.world.drain();
    expect(await bench.command(named.body.id)).toMatchObject({ account_name: '白班', status: 'waiting' });
    await bench.admin.call('PATCH', `${API}/accounts/${robots.day.id}`, {
      version: limited.body.version,
      commands_per_day: null,
    });
  });
});

describe('what robots say', () => {
  it('is queued once for one occasion', async () => {
    const first = await speak({ text: '同一次' }, 'occasion-1');
    expect((await speak({ text: '同一次' }, 'occasion-1')).id).toBe(first.id);
  });

  it('mentions who is there, and leaves out who is not', async () => {
    const [person] = await query<{ id: string }>(
      bench.scope().em,
      `select p.id from channel_person p join channel_message m on m.person_id = p.id where m.conversation_id = $1 limit 1`,
      [group.id],
    );
    const queued = await speak({ mention_person_ids: [person!.id, newId()] });
    const [row] = await query<{ command: { mentions: unknown } }>(
      bench.scope().em,
      'select command from robot_command_queue where id = $1',
      [queued.id],
    );
    expect(row!.command.mentions).toEqual([{ id: '周总', name: '周总' }]);
  });

  it('is reworded where it would name itself an AI, and the history says so', async () => {
    const queued = await speak({ text: '您好，我是AI助手，马上为您查。' });
    expect(queued.text).toBe('您好，我是这边的小助手，马上为您查。');
    const { tracking } = await bench.command(queued.id);
    expect(tracking[1]).toMatchObject({
      event: 'reworded',
      details: { changes: [{ from: '我是AI助手', to: '我是这边的小助手' }] },
    });
  });

  it('is held for a person, and not smoothed, when somebody asks whether a person answers', async () => {
    const asked = await groupOf('提问群');
    await bench.say(robots.day.hook, { id: 'human', group: '提问群', from: '周总', text: '你是机器人吗？' });
    const queued = await speak({ conversation_id: asked.id, text: '我是AI助手，请讲。' });
    expect(queued).toMatchObject({ status: 'held', needs_person: true, text: '我是AI助手，请讲。' });
    expect(queued.notes.map((note) => note.rule)).toContain('asked_whether_human');
    await bench.say(robots.day.hook, {
      id: 'human-2',
      group: '提问群',
      from: '白班',
      text: '我是小李，您说',
      own: true,
    });
    bench.world.clock.advance({ hours: 1 });
    expect((await speak({ conversation_id: asked.id })).status).toBe('waiting');
  });
});

describe('a colleague who speaks', () => {
  it('ends what robots were about to answer, also hours later, but neither notices nor what a person agreed to', async () => {
    at('02:00');
    const place = await groupOf('夜间群');
    const morning = new Date(bench.world.clock.now().getTime() + 7 * 3_600_000).toISOString();
    const reply = await speak({ conversation_id: place.id, run_at: morning, text: '早上好，关于您的问题' });
    const notice = await speak({ conversation_id: place.id, run_at: morning, duty: 'notify', text: '售后请看一下' });
    const elsewhere = await speak({ ...(await staffed('别的群')), run_at: morning, text: '另一个群' });
    await bench.say(robots.day.hook, { id: 'staff', group: '夜间群', from: '售后小李', text: '我来处理' });
    expect(await bench.command(reply.id)).toMatchObject({
      status: 'cancelled',
      reason: 'colleague_spoke',
      reason_words: '同事已经回复，机器人不再说',
    });
    at('09:00');
    await bench.world.drain();
    const said = bench.channel.calls.map((call) => call.text);
    expect(said).toEqual(expect.arrayContaining(['另一个群', '售后请看一下']));
    expect(said).not.toContain('早上好，关于您的问题');
    expect((await bench.command(notice.id)).status).toBe('accepted');
    expect((await bench.command(elsewhere.id)).status).toBe('accepted');
  });

  it('does not silence notices to their own group', async () => {
    at('14:00');
    const work = await groupOf('售后工作群');
    await bench.say(robots.day.hook, { id: 'work', group: '售后工作群', from: '售后小李', text: '收到' });
    expect((await speak({ conversation_id: work.id, duty: 'notify' })).status).toBe('waiting');
    expect((await speak({ conversation_id: work.id, duty: 'reply' })).status).toBe('refused');
  });
});
