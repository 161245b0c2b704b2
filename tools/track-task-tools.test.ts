import { afterAll, beforeAll, expect, test } from 'vitest';
import { createTask } from '../domain/after-sales/create-task.ts';
import { newId } from '../kernel/ids.ts';
import { refusalOf } from '../tests/support/refusal.ts';
import { toolWorld, type ToolWorld } from '../tests/support/tool-world.ts';

let world: ToolWorld;
beforeAll(async () => {
  world = await toolWorld();
  for (const [group, person] of [
    ['丁记号主群', '老丁'],
    ['吴家号主群', '老吴'],
  ] as const) {
    const [conversation, member] = [newId(), newId()];
    await world.sql(
      `insert into channel_conversation (id, channel, kind, place, external_id, name, stable, created_at, updated_at)
       values ($1, 'worktool', 'group', '', $2, $2, true, now(), now())`,
      [conversation, group],
    );
    await world.sql(
      `insert into channel_person (id, channel, place, external_id, name, stable, created_at, updated_at)
       values ($1, 'worktool', '', $2, $2, true, now(), now())`,
      [member, person],
    );
    for (const kind of ['scan_login', 'real_name'] as const)
      if (person === '老丁' || kind === 'real_name')
        await createTask(world.as('admin'), {
          kind,
          conversation_id: conversation,
          person_id: member,
          status: 'waiting_user_response',
          reason: '测试',
        });
  }
});
afterAll(() => world.stop());

test('tasks are told with whose they are, how they stand and when they are due', async () => {
  const all = await world.ask('admin', 'list_track_tasks');
  expect(all.text).toContain('没办完的跟踪任务有 3 个：老丁的扫码登录（丁记号主群）等对方回应，期限');
  const some = await world.ask('admin', 'list_track_tasks', { kind: 'real_name', about: '吴家' });
  expect(some.text).toContain('“吴家”的没办完的“实名认证”跟踪任务有 1 个：老吴的实名认证（吴家号主群）');
  expect((await world.ask('admin', 'list_track_tasks', { overdue: true })).text).toBe('没有已超时的跟踪任务。');
  expect((await world.ask('wang', 'list_track_tasks')).text, 'no account of theirs is in the groups').toContain('没有');
});

test('a task is done by a card, found by words; which one is asked where it is not clear', async () => {
  const unclear = await refusalOf(world.propose('admin', 'complete_track_task', { task: '老丁' }));
  expect(unclear.sentence('zh')).toBe('这样的跟踪任务有 2 个，请问是哪一个？');
  const card = await world.propose('admin', 'complete_track_task', { task: '老丁的扫码登录' });
  expect(card.summary).toBe('把老丁的扫码登录（丁记号主群）从“等对方回应”改为“已完成”。');
  const done = await world.carryOut('admin', 'complete_track_task', { task: '老丁的扫码登录', note: '电话里办的' });
  expect(done.text).toBe('已把老丁的扫码登录（丁记号主群）标为完成。');
  const [step] = await world.sql<{ reason: string }>('select reason from track_task_step order by id desc limit 1');
  expect(step).toEqual({ reason: '电话里办的' });
  const gone = await refusalOf(world.propose('admin', 'complete_track_task', { task: '扫码登录' }));
  expect(gone.code).toBe('tools.not_found');
});
