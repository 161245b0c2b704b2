import { afterAll, beforeAll, beforeEach, describe, expect, it } from 'vitest';
import { notifyAlert } from '../../domain/routing/alerts/notify-alert.ts';
import type { Effect } from '../../domain/routing/effects/effect.ts';
import type { AlertDetail, AlertView } from '../../kernel/contracts/alerts.ts';
import type { Page } from '../../kernel/contracts/paging.ts';
import type { AlertRules, PolicyView } from '../../kernel/contracts/policies.ts';
import type { ReminderView } from '../../kernel/contracts/reminders.ts';
import { newId } from '../../kernel/ids.ts';
import { alertWorld, type AlertWorld } from '../support/alert-world.ts';
import type { TestClient } from '../support/service.ts';

let world: AlertWorld;
let told: { id: string; level: string; change: string }[];

beforeAll(async () => {
  world = await alertWorld();
  world.service.parts.bus.subscribe('alerts.changed', (event) => told.push(event));
});
afterAll(async () => await world.stop());
beforeEach(() => {
  world.clock.advance({ days: 1 });
  world.clock.set(`${world.clock.now().toISOString().slice(0, 10)}T10:00:00+08:00`);
  told = [];
});

/** Somebody nobody wrote with yet, so that one test's alerts do not count for another. */
const somebody = (): { group: string; from: string } => ({ group: `群${newId()}`, from: `号主${newId().slice(-6)}` });
const list = async (query: string, by: TestClient = world.admin): Promise<AlertView[]> =>
  (await by.call<Page<AlertView>>('GET', `/api/v1/alerts?page_size=100&${query}`)).body.items;
const detail = async (id: string): Promise<AlertDetail> =>
  (await world.admin.call<AlertDetail>('GET', `/api/v1/alerts/${id}`)).body;
const only = async (conversation: string): Promise<AlertDetail> => {
  const found = await list(`conversation_id=${conversation}`);
  expect(found).toHaveLength(1);
  return await detail(found[0]!.id);
};
const history = (alert: AlertDetail): string[] => alert.history.map((step) => `${step.event} ${step.level}`);

describe('a message with something wrong', () => {
  it('opens one alert, however often it comes, with its reasons and a live event', async () => {
    const who = somebody();
    const { state, decision } = await world.hear(who, { complaint: true, intent: 'complaint' });
    expect(decision.reason).toMatch(/^用户投诉，紧急级告警（用户投诉）；高优先级/);
    expect(decision.changes).toEqual({ priority: 'high', alert: { level: 'critical', id: null } });
    await world.hear(who, { complaint: true });
    await world.hear(who, { complaint: true });
    const alert = await only(state.message.conversation_id);
    expect(alert).toMatchObject({
      cause: 'complaint',
      level: 'critical',
      status: 'open',
      times: 3,
      person_name: who.from,
    });
    expect(history(alert)).toEqual(['opened critical', 'repeated critical', 'repeated critical']);
    expect(told.filter(({ id }) => id === alert.id).map(({ change }) => change)).toEqual([
      'opened',
      'repeated',
      'repeated',
    ]);
  });

  it('opens one alert when many come at the same moment', async () => {
    const who = somebody();
    const { state } = await world.hear(who);
    await Promise.all(Array.from({ length: 8 }, () => world.hear(who, { complaint: true })));
    expect(await only(state.message.conversation_id)).toMatchObject({ times: 8 });
  });

  it('opens none for an ordinary message, and one for each person', async () => {
    const { group, from } = somebody();
    const { state } = await world.hear({ group, from });
    expect(await list(`conversation_id=${state.message.conversation_id}`)).toEqual([]);
    await world.hear({ group, from }, { important: true });
    await world.hear({ group, from: `${from}二` }, { important: true });
    expect(await list(`conversation_id=${state.message.conversation_id}`)).toHaveLength(2);
  });

  it('gets louder as the mood goes down, message by message', async () => {
    const who = somebody();
    const { state } = await world.hear(who, { mood: 0.5, important: true });
    await world.hear(who, { mood: 0.42 });
    await world.hear(who, { mood: 0.34 });
    const found = await list(`conversation_id=${state.message.conversation_id}`);
    expect(found.map(({ cause, level }) => `${cause} ${level}`).toSorted()).toEqual([
      'important_question error',
      'mood_keeps_worsening error',
    ]);
    await world.hear(who, { mood: 0.26 });
    const louder = await list(`conversation_id=${state.message.conversation_id}`);
    expect(louder.map(({ level }) => level)).toEqual(['critical', 'critical']);
    expect(history(await detail(louder[0]!.id)).at(-1)).toBe('raised critical');
  });

  it('is only recorded after three alerts of the same person on one day unless it is critical, and counts anew the next day', async () => {
    const from = `号主${newId().slice(-6)}`;
    const group = `群${newId()}`;
    const { state } = await world.hear({ group, from }, { important: true });
    await world.hear({ group, from }, { complaint: true });
    await world.hear({ group, from }, { mood: 0.1 });
    const levels = await list(`conversation_id=${state.message.conversation_id}&sort=opened_at`);
    expect(levels.map(({ level }) => level)).toEqual(['warning', 'critical', 'critical']);
    for (const { id, version } of levels)
      await world.admin.call('POST', `/api/v1/alerts/${id}/resolve`, { version, reason: '已处理' });
    told = [];
    const fourth = await world.hear({ group, from }, { important: true });
    expect(fourth.decision.reason).toContain('今天已有 3 次告警');
    await world.drain();
    const [recorded] = await list(`conversation_id=${state.message.conversation_id}&status=open`);
    expect(recorded).toMatchObject({ cause: 'important_question', level: 'info' });
    expect(told, 'nobody hears of what is only recorded').toEqual([]);
    const { version, id } = recorded!;
    await world.admin.call('POST', `/api/v1/alerts/${id}/resolve`, { version, reason: '已处理' });
    expect((await world.hear({ group, from }, { complaint: true })).decision.changes?.alert?.level).toBe('critical');
    world.clock.advance({ days: 1 });
    expect((await world.hear({ group, from }, { important: true })).decision.changes?.alert?.level).toBe('warning');
  });
});

describe('an alert that is no longer needed', () => {
  it('ends when the mood turned good; a complaint wants three good messages', async () => {
    const who = somebody();
    const { state } = await world.hear(who, { complaint: true, mood: 0.5 });
    await world.hear(who, { mood: 0.2 });
    await world.hear(who, { mood: 0.8, intent: 'thanks' });
    const after = async () =>
      (await list(`conversation_id=${state.message.conversation_id}&sort=opened_at`)).map(
        ({ cause, status }) => `${cause} ${status}`,
      );
    expect(await after()).toEqual(['complaint open', 'mood_worse cancelled']);
    await world.hear(who, { mood: 0.8, intent: 'thanks' });
    expect(await after()).toEqual(['complaint open', 'mood_worse cancelled']);
    await world.hear(who, { mood: 0.8, intent: 'thanks' });
    expect(await after()).toEqual(['complaint cancelled', 'mood_worse cancelled']);
    expect(told.filter(({ change }) => change === 'cancelled')).toHaveLength(2);
  });

  it('ends when the complaint is withdrawn, and keeps its history', async () => {
    const who = somebody();
    const { state } = await world.hear(who, { complaint: true });
    const { decision } = await world.hear(who, { intent: 'withdraw_complaint' });
    expect(decision.reason).toContain('1 条告警自动取消（用户撤销了投诉，或说问题已解决）');
    const alert = await only(state.message.conversation_id);
    expect(alert.status).toBe('cancelled');
    expect(history(alert)).toEqual(['opened critical', 'cancelled critical']);
    await world.hear(who, { complaint: true });
    expect(await list(`conversation_id=${state.message.conversation_id}`)).toHaveLength(2);
  });
});

describe('what time tells', () => {
  it('raises by one level, once, what nobody solved for two hours; being looked at is not solved', async () => {
    const who = somebody();
    const { state } = await world.hear(who, { important: true });
    const { id, version } = await only(state.message.conversation_id);
    await world.admin.call('POST', `/api/v1/alerts/${id}/acknowledge`, { version });
    await world.post({ ...who, from: '白班机器人', text: '在的', own: true });
    world.clock.advance({ minutes: 119, seconds: 30 });
    await world.watch();
    expect((await detail(id)).level).toBe('warning');
    world.clock.advance({ minutes: 1 });
    await world.watch();
    const raised = await detail(id);
    expect(raised).toMatchObject({ level: 'error', status: 'acknowledged', reason: '超过 2 小时没有解决，提升一级' });
    world.clock.advance({ hours: 9 });
    await world.watch();
    expect((await detail(id)).level).toBe('error');
  });

  it('finds who waits for an answer, twice, and ends the alert with the answer', async () => {
    const who = somebody();
    const { state } = await world.hear(who, { intent: 'help' });
    const found = async () => await list(`conversation_id=${state.message.conversation_id}`);
    world.clock.advance({ minutes: 29, seconds: 30 });
    await world.watch();
    expect(await found()).toEqual([]);
    world.clock.advance({ minutes: 1 });
    await world.watch();
    await world.watch();
    expect(await found()).toMatchObject([{ cause: 'unanswered', level: 'warning', times: 1 }]);
    world.clock.advance({ minutes: 30 });
    await world.watch();
    await world.watch();
    expect(await found()).toMatchObject([{ cause: 'unanswered_long', level: 'error', times: 2 }]);
    await world.post({ ...who, from: '白班机器人', text: '来了', own: true });
    await world.watch();
    expect(await found()).toMatchObject([{ status: 'cancelled' }]);
    world.clock.advance({ hours: 5 });
    await world.watch();
    expect(await found(), 'what was answered is not asked again').toHaveLength(1);
  });

  it('does not wait for an answer to small talk, nor where a colleague answered', async () => {
    const chat = somebody();
    const asked = somebody();
    const heard = [await world.hear(chat, { intent: 'chat' }), await world.hear(asked, { intent: 'question' })];
    await world.post({ group: asked.group, from: '售后小李', text: '我来看看' });
    world.clock.advance({ hours: 2 });
    await world.watch();
    for (const { state } of heard) expect(await list(`conversation_id=${state.message.conversation_id}`)).toEqual([]);
  });

  it('does not open again what a person settled', async () => {
    const who = somebody();
    const { state } = await world.hear(who, { intent: 'question' });
    world.clock.advance({ minutes: 40 });
    await world.watch();
    const { id, version } = await only(state.message.conversation_id);
    await world.admin.call('POST', `/api/v1/alerts/${id}/resolve`, { version, reason: '电话里说清楚了' });
    world.clock.advance({ minutes: 40 });
    await world.watch();
    expect(await only(state.message.conversation_id)).toMatchObject({ status: 'resolved' });
  });
});

describe('who hears of it', () => {
  it('managers get a reminder of what is critical, once; nobody of a warning', async () => {
    const manager = await world.as('operations');
    const who = somebody();
    await world.hear(who, { important: true });
    const { state } = await world.hear(who, { complaint: true });
    await world.hear(who, { complaint: true });
    await world.drain();
    const { items } = (await manager.call<Page<ReminderView>>('GET', '/api/v1/crm/reminders?kind=alert')).body;
    expect(items.map(({ title }) => title)).toEqual([`紧急告警：用户投诉（${who.group}，${who.from}）`]);
    const [alert] = await list(`conversation_id=${state.message.conversation_id}&cause=complaint`);
    expect((await detail(alert!.id)).history.at(-1)).toMatchObject({
      event: 'told',
      reason: expect.stringContaining('位管理人员；还没有设置工作群') as string,
    });
  });

  it('the work group is told by one notice for each level', async () => {
    const work = (await world.hear(somebody())).state.message.conversation_id;
    await changeRules((rules) => ({ ...rules, work_conversation_id: work }));
    const who = somebody();
    const { state } = await world.hear(who, { mood: 0.44, important: true, complaint: true });
    const [alert] = await list(`conversation_id=${state.message.conversation_id}`);
    const said: Effect[] = [];
    const tell = async (level: AlertView['level']) =>
      await notifyAlert(world.scope(), { alert_id: alert!.id, level }, async (_tx, effect) => {
        said.push(effect);
        await Promise.resolve();
      });
    await tell('error');
    await tell('critical');
    await tell('critical');
    expect(said).toEqual([
      {
        kind: 'queue_text',
        payload: {
          conversation_id: work,
          text: `【紧急】紧急告警：用户投诉（${who.group}，${who.from}）\n原因：用户投诉\n请同事看一下。`,
          mention_person_ids: [],
          lane: 'notice',
          run_at: null,
          duty: 'notify',
        },
      },
    ]);
    await changeRules((rules) => ({ ...rules, work_conversation_id: null }));
  });
});

describe('a person who looks after alerts', () => {
  it('takes them over and resolves them, each with its name and reason', async () => {
    const colleague = await world.as('after_sales', { name: '小周' });
    const { state } = await world.hear(somebody(), { complaint: true });
    const { id, version } = await only(state.message.conversation_id);
    const url = `/api/v1/alerts/${id}`;
    const taken = await colleague.call<AlertDetail>('POST', `${url}/acknowledge`, { version, note: '我来跟' });
    expect(taken.body).toMatchObject({ status: 'acknowledged', acknowledged_by: '小周' });
    expect(await refusal(colleague, `${url}/resolve`, { version, reason: '好了' })).toBe('409 alerts.stale_version');
    const done = await colleague.call<AlertDetail>('POST', `${url}/resolve`, {
      version: taken.body.version,
      reason: '退款已到账',
    });
    expect(done.body.status).toBe('resolved');
    expect(done.body.history.slice(-2)).toMatchObject([
      { event: 'acknowledged', reason: '我来跟', by: '小周' },
      { event: 'resolved', reason: '退款已到账', by: '小周' },
    ]);
    const again = { version: done.body.version, reason: '再来' };
    expect(await refusal(colleague, `${url}/resolve`, again)).toBe('409 alerts.settled_already');
    expect(await refusal(colleague, `/api/v1/alerts/${newId()}/resolve`, again)).toBe('404 alerts.not_found');
  });

  it('sees only alerts of conversations that are theirs, and needs the permission', async () => {
    const { state } = await world.hear(somebody(), { complaint: true });
    const { id, version } = await only(state.message.conversation_id);
    const seller = await world.as('salesperson');
    expect(await list(`conversation_id=${state.message.conversation_id}`, seller)).toEqual([]);
    expect(await refusal(seller, `/api/v1/alerts/${id}/acknowledge`, { version })).toBe('404 alerts.not_found');
    const marketer = await world.as('marketer');
    expect(await list(`conversation_id=${state.message.conversation_id}`, marketer)).toHaveLength(1);
    expect(await refusal(marketer, `/api/v1/alerts/${id}/acknowledge`, { version })).toBe('403 access.not_permitted');
  });

  it('finds the loudest first, and by words and state', async () => {
    const who = somebody();
    const { state } = await world.hear(who, { important: true });
    await world.hear(who, { complaint: true });
    const found = await list(`q=${encodeURIComponent(who.from)}&unsettled=true`);
    expect(found.map(({ level }) => level)).toEqual(['critical', 'warning']);
    expect(await list(`q=${encodeURIComponent(who.from)}&unsettled=false`)).toEqual([]);
    expect(await list(`conversation_id=${state.message.conversation_id}&level=warning`)).toHaveLength(1);
  });
});

async function refusal(client: TestClient, path: string, body: object): Promise<string> {
  const answer = await client.call<{ error: { code: string } }>('POST', path, body);
  return `${answer.status} ${answer.body.error.code}`;
}

async function changeRules(change: (rules: AlertRules) => AlertRules): Promise<void> {
  const url = '/api/v1/routing/policies/alert_rules';
  const { version, value } = (await world.admin.call<PolicyView>('GET', url)).body;
  const saved = await world.admin.call('PUT', url, { version, value: change(value as AlertRules), reason: '试一试' });
  expect(saved.status).toBe(200);
}
