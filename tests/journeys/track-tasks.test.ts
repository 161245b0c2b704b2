import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { forkEm } from '../../db/orm.ts';
import { query } from '../../db/query.ts';
import { createTask } from '../../domain/after-sales/create-task.ts';
import { flagConflict } from '../../domain/after-sales/flag-conflict.ts';
import { markOverdueJob } from '../../domain/after-sales/mark-overdue.job.ts';
import type { TaskScope } from '../../domain/after-sales/note-step.ts';
import { systemActor } from '../../kernel/actor.ts';
import type { AccountView, ConversationView } from '../../kernel/contracts/messaging.ts';
import type { MemberView } from '../../kernel/contracts/messaging-people.ts';
import type { Page } from '../../kernel/contracts/paging.ts';
import type { TrackTaskDetail, TrackTaskRuleView, TrackTaskView } from '../../kernel/contracts/track-tasks.ts';
import { scriptedChannel } from '../support/scripted-channel.ts';
import { testService, type TestClient, type TestService } from '../support/service.ts';

const api = '/api/v1/track-tasks';
type Refused = { error: { code: string; message: string } };
let world: TestService;
let support: TestClient;
let admin: TestClient;
let group: ConversationView;
let owner: MemberView;
let colleague: MemberView;

beforeAll(async () => {
  world = await testService({}, { channels: new Map([['worktool', scriptedChannel().port]]) });
  admin = await world.as('administrator');
  support = await world.as('after_sales');
  const account = await admin.call<AccountView>('POST', '/api/v1/messaging/accounts', {
    channel: 'worktool',
    external_id: 'robot-1',
    name: '白班机器人',
    owner_id: admin.userId,
  });
  const { path } = (await admin.call<{ path: string }>('GET', `/api/v1/messaging/accounts/${account.body.id}/callback`))
    .body;
  for (const [id, from, text] of [
    ['1', '售后小何', '大家好'],
    ['2', '老丁', '你好'],
  ])
    await fetch(world.url + path, {
      method: 'POST',
      headers: { 'content-type': 'application/json' },
      body: JSON.stringify({ id, group: '丁记号主群', from, text }),
    });
  group = (await admin.call<Page<ConversationView>>('GET', '/api/v1/messaging/conversations')).body.items[0]!;
  const { items } = (
    await admin.call<{ items: MemberView[] }>('GET', `/api/v1/messaging/conversations/${group.id}/members`)
  ).body;
  owner = items.find((one) => one.display_name === '老丁')!;
  colleague = items.find((one) => one.display_name === '售后小何')!;
});
afterAll(async () => await world.stop());

const add = async (more: object = {}) =>
  await support.call<TrackTaskDetail & Refused>('POST', api, {
    kind: 'real_name',
    conversation_id: group.id,
    person_id: owner.person_id,
    ...more,
  });
const read = async (id: string): Promise<TrackTaskDetail> =>
  (await support.call<TrackTaskDetail>('GET', `${api}/${id}`)).body;
const list = async (filter: string): Promise<string[]> =>
  (await support.call<Page<TrackTaskView>>('GET', `${api}?${filter}`)).body.items.map((one) => one.id);
const asFlow = (): TaskScope => {
  const { parts } = world.service;
  return { em: forkEm(parts.orm), clock: parts.clock, actor: systemActor([]), events: parts.bus, jobs: parts.engine };
};

describe('a task written down at the console', () => {
  it('is due by its kind, and once per person, group and kind', async () => {
    const made = await add();
    expect(made.status).toBe(201);
    expect(made.body).toMatchObject({
      title: '实名认证',
      status: 'pending',
      person_name: '老丁',
      conversation_name: '丁记号主群',
      deadline: new Date(world.clock.now().getTime() + 120 * 60_000).toISOString(),
      history: [{ event: 'created', from_status: null, to_status: 'pending', reason: '同事新建' }],
    });
    const again = await add();
    expect([again.status, again.body.error.code]).toEqual([409, 'after_sales.task_open_already']);
    expect((await add({ kind: 'bind_phone' })).status).toBe(201);
    const stranger = await add({ person_id: owner.person_id.replace(/^../u, '00') });
    expect(stranger.body.error.code).toBe('after_sales.person_not_in_conversation');
    const late = await add({ kind: 'other', deadline: world.clock.now().toISOString() });
    expect(late.body.error.code).toBe('after_sales.deadline_passed');
  });

  it('is changed, moved along its table and done once; each step stands in its history', async () => {
    const [id] = await list('kind=real_name');
    const first = await read(id!);
    const changed = await support.call<TrackTaskDetail>('PATCH', `${api}/${id}`, {
      version: first.version,
      title: '重新实名',
      note: '身份证过期了',
    });
    expect(changed.body).toMatchObject({ title: '重新实名', note: '身份证过期了' });
    const stale = await support.call<Refused>('POST', `${api}/${id}/complete`, { version: first.version });
    expect([stale.status, stale.body.error.code]).toEqual([409, 'after_sales.stale_version']);
    const moved = await support.call<TrackTaskDetail>('POST', `${api}/${id}/move`, {
      version: changed.body.version,
      status: 'in_progress',
      reason: '已经联系上',
    });
    expect(moved.body.responded_at).toBe(world.clock.now().toISOString());
    const done = await support.call<TrackTaskDetail>('POST', `${api}/${id}/complete`, {
      version: moved.body.version,
    });
    expect(done.body).toMatchObject({ status: 'completed', completed_at: world.clock.now().toISOString() });
    expect(done.body.history.map((step) => [step.event, step.to_status])).toEqual([
      ['moved', 'completed'],
      ['moved', 'in_progress'],
      ['changed', 'pending'],
      ['created', 'pending'],
    ]);
    const back = await support.call<Refused>('POST', `${api}/${id}/move`, {
      version: done.body.version,
      status: 'in_progress',
      reason: '再来一次',
    });
    expect([back.status, back.body.error.message]).toEqual([409, '这个任务是“已完成”，不能改成“处理中”。']);
    expect((await add()).status, 'a new one may follow').toBe(201);
  });

  it('is found by what it is, and removed with a line in the audit', async () => {
    const [bind] = await list('kind=bind_phone');
    expect(await list('open=true')).toHaveLength(2);
    expect(await list('open=false')).toHaveLength(1);
    expect(await list(`q=${encodeURIComponent('老丁')}&status=pending`)).toContain(bind);
    expect(await list(`person_id=${colleague.person_id}`)).toEqual([]);
    expect((await support.call('DELETE', `${api}/${bind}`)).status).toBe(204);
    expect((await support.call('GET', `${api}/${bind}`)).status).toBe(404);
    const [line] = await query<{ action: string }>(
      asFlow().em,
      `select action from audit_entry where entity_id = $1 order by at desc, id desc limit 1`,
      [bind],
    );
    expect(line).toEqual({ action: 'track_task.deleted' });
  });

  it('is not seen by whoever does not see the conversation', async () => {
    const seller = await world.as('salesperson');
    const [id] = await list('open=true');
    expect((await seller.call('GET', `${api}/${id}`)).status).toBe(404);
    expect((await seller.call<Page<TrackTaskView>>('GET', api)).body.total).toBe(0);
    const marketer = await world.as('marketer');
    expect((await marketer.call('POST', api, {})).status).toBe(403);
  });
});

describe('a task the flow makes', () => {
  const asked = (reason: string) =>
    createTask(asFlow(), {
      kind: 'scan_login',
      conversation_id: group.id,
      person_id: owner.person_id,
      asked_by_id: colleague.person_id,
      status: 'waiting_user_response',
      reason,
    });

  it('asked for twice is one task, also at the same moment', async () => {
    const made = await Promise.all(['一', '二', '三', '四'].map((reason) => asked(reason)));
    expect(new Set(made.map((one) => one.id)).size).toBe(1);
    expect(made.filter((one) => one.fresh)).toHaveLength(1);
    const task = await read(made[0]!.id);
    expect(task.history.map((step) => step.event)).toEqual(['asked_again', 'asked_again', 'asked_again', 'created']);
  });

  it('is overdue by the clock, told once, and may still be done', async () => {
    const { id } = await asked('再催一次');
    const overdue = async (): Promise<string> => {
      const { engine, orm } = world.service.parts;
      await engine.enqueue(forkEm(orm), markOverdueJob, {}, { singletonKey: 'mark-overdue' });
      await world.drain();
      return (await read(id)).status;
    };
    world.clock.advance({ minutes: 29 });
    expect(await overdue()).toBe('waiting_user_response');
    world.clock.advance({ minutes: 1 });
    expect(await overdue()).toBe('overdue');
    expect(await overdue()).toBe('overdue');
    const { history, version } = await read(id);
    expect(history.filter((step) => step.to_status === 'overdue')).toHaveLength(1);
    await flagConflict(asFlow(), { id, reason: '运营发火了' });
    await flagConflict(asFlow(), { id, reason: '又一次' });
    const quarrel = await read(id);
    expect([quarrel.conflict, quarrel.history.filter((step) => step.event === 'conflict').length]).toEqual([true, 1]);
    expect(quarrel.version).toBe(version + 1);
    const done = await support.call('POST', `${api}/${id}/complete`, { version: quarrel.version });
    expect(done.status).toBe(200);
  });
});

it('how long a kind may take is set for what comes, by who configures', async () => {
  const rules = (await support.call<{ items: TrackTaskRuleView[] }>('GET', `${api}/rules`)).body.items;
  expect(rules.map((rule) => [rule.kind, rule.minutes])).toEqual([
    ['real_name', 120],
    ['scan_login', 30],
    ['bind_phone', 240],
    ['operation', 60],
    ['other', 240],
  ]);
  const change = { version: 1, title: '扫码上线', minutes: 15 };
  expect((await support.call('PUT', `${api}/rules/scan_login`, change)).status).toBe(403);
  expect((await admin.call('PUT', `${api}/rules/scan_login`, change)).status).toBe(200);
  expect((await admin.call('PUT', `${api}/rules/scan_login`, change)).status).toBe(409);
  const made = await add({ kind: 'scan_login' });
  expect(made.body).toMatchObject({
    title: '扫码上线',
    deadline: new Date(world.clock.now().getTime() + 15 * 60_000).toISOString(),
  });
});
