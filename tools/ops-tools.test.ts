import { afterAll, beforeAll, beforeEach, expect, test } from 'vitest';
import { openAlert } from '../domain/alerts/lifecycle/open-alert.ts';
import { newId } from '../kernel/ids.ts';
import { refusalOf } from '../tests/support/refusal.ts';
import { toolWorld, type ToolWorld } from '../tests/support/tool-world.ts';

let world: ToolWorld;
const groups: Record<string, string> = {};
const people: Record<string, string> = {};
const robots: Record<string, string> = {};

beforeAll(async () => {
  world = await toolWorld();
  for (const name of ['机器人3号', '夜班小枢']) await addRobot(name);
  await addGroup('售后一群', '机器人3号');
  await addGroup('售后2群', '夜班小枢');
  await addGroup('华星对接', '夜班小枢', '华星科技有限公司');
  await addMember('售后一群', '王磊', 'user');
  await addMember('售后一群', '阿豪', 'user');
  await addMember('售后一群', '阿豪2', 'user');
  await addMember('售后2群', '吴姐', 'after_sales');
  await addMessage('售后一群', '王磊', '怎么退款', '2026-11-17T15:00:00+08:00');
  await addMessage('售后2群', '吴姐', '退款三天到账', '2026-11-18T09:00:00+08:00');
});
afterAll(() => world.stop());
beforeEach(() => {
  world.queued.length = 0;
});

async function addRobot(name: string): Promise<void> {
  robots[name] = newId();
  await world.sql(
    `insert into channel_account (id, channel, external_id, name, state, commands_per_day, created_at, updated_at)
     values ($1, 'worktool', $2, $2, 'online', 200, now(), now())`,
    [robots[name], name],
  );
}
async function addGroup(name: string, account: string, customer?: string): Promise<void> {
  groups[name] = newId();
  await world.sql(
    `insert into channel_conversation (id, channel, kind, place, external_id, name, stable, customer_id, created_at, updated_at)
     values ($1, 'worktool', 'group', '', $2, $2, true, (select id from customer where name = $3), now(), now())`,
    [groups[name], name, customer ?? null],
  );
  await world.sql(
    'insert into conversation_account (conversation_id, account_id, first_seen_at, last_seen_at) values ($1, $2, now(), now())',
    [groups[name], robots[account]],
  );
}
async function addMember(group: string, name: string, role: string): Promise<void> {
  people[name] = newId();
  await world.sql(
    `insert into channel_person (id, channel, place, external_id, name, stable, created_at, updated_at)
     values ($1, 'worktool', '', $2, $2, true, now(), now())`,
    [people[name], name],
  );
  await world.sql(
    `insert into group_member (conversation_id, person_id, display_name, admin, role, role_by, confidence, reason, first_seen_at, last_seen_at)
     values ($1, $2, $3, false, $4, 'default', 0.6, '没有规则符合', now(), now())`,
    [groups[group], people[name], name, role],
  );
}
async function addMessage(group: string, from: string, text: string, at: string): Promise<void> {
  await world.sql(
    `insert into channel_message (id, conversation_id, account_id, person_id, direction, kind, text, raw_text, mentions_account,
       mentioned_ids, sent_at, received_at)
     select $1, $2, account_id, $3, 'in', 'text', $4, $4, false, '{}', $5, $5 from conversation_account where conversation_id = $2`,
    [newId(), groups[group], people[from], text, at],
  );
}
async function addCommand(group: string, text: string, status: string): Promise<string> {
  const id = newId();
  await world.sql(
    `insert into robot_command_queue (id, account_id, conversation_id, kind, command, lane, source, proactive, idempotency_key, hash,
       status, run_at, attempts, notes, reason, created_at, updated_at)
     select $1::uuid, x.account_id, x.conversation_id, 'text', jsonb_build_object('kind', 'text', 'text', $3::text), 1, 'routing', false,
       $1::text, 'h', $4::text, now(), 3, '[]', case when $4::text = 'failed' then 'group_not_found' end, now(), now()
     from conversation_account x where x.conversation_id = $2`,
    [id, groups[group], text, status],
  );
  return id;
}
const alertFor = async (group: string, person: string, cause: 'complaint' | 'dissatisfied'): Promise<void> => {
  await openAlert(world.as('admin'), {
    conversation_id: groups[group]!,
    person_id: people[person]!,
    cause,
    level: 'critical',
    message: `${person}不高兴`,
    reason: '用户投诉',
    message_id: null,
  });
};

test('a robot is meant by its number however it is said, and told with what it may still send', async () => {
  for (const robot of ['3号机器人', '机器人三号', '三号机'])
    expect((await world.ask('admin', 'list_robots', { robot })).text, robot).toBe(
      '机器人3号在线，可以说话，今天已发 0 条，还能发 200 条。',
    );
  const unknown = await refusalOf(world.ask('admin', 'list_robots', { robot: '8号机器人' }));
  expect(unknown.sentence('zh')).toContain('没有找到机器人“8号机器人”。现有的有：');
});

test('a robot is paused and resumed by cards; what would change nothing is said', async () => {
  const card = await world.propose('admin', 'pause_robot', { robot: '3号机器人', reason: '手机在换' });
  expect(card).toMatchObject({
    summary: '暂停“机器人3号”：不再发送，排队的 0 条消息留到恢复后再发。',
    snapshot: { [`channel_account:${robots['机器人3号']}`]: 1 },
  });
  await world.carryOut('admin', 'pause_robot', { robot: '3号机器人', reason: '手机在换' });
  expect((await world.ask('admin', 'list_robots', { state: 'paused' })).text).toContain(
    '机器人3号在线，现在不能说话：已暂停（手机在换）',
  );
  const again = await refusalOf(world.propose('admin', 'pause_robot', { robot: '3号机器人' }));
  expect(again.sentence('zh')).toBe('“机器人3号”已经暂停，不用再改。');
  expect((await world.carryOut('admin', 'resume_robot', { robot: '3号机器人' })).text).toBe(
    '已恢复“机器人3号”的发送。',
  );
});

test('groups are found by name, by digits written otherwise and by their customer', async () => {
  for (const [group, found] of [
    ['售后1群', '售后一群'],
    ['售后二群', '售后2群'],
    ['华星科技', '华星对接'],
  ])
    expect((await world.ask('admin', 'find_messages', { group })).text, group).toContain(`“${found}”里`);
  const many = await refusalOf(world.ask('admin', 'find_messages', { group: '售后' }));
  expect(many.details['options']).toHaveLength(2);
  expect((await refusalOf(world.ask('admin', 'find_messages', { group: '没有的群' }))).code).toBe('tools.not_found');
});

test('messages are found by words, people and days, and by that nobody answered', async () => {
  const words = await world.ask('admin', 'find_messages', { about: '退款' });
  expect(words.text).toContain('提到“退款”的消息有 2 条');
  const open = await world.ask('admin', 'find_messages', { unanswered: true, period: '昨天' });
  expect(open.text).toContain('昨天 15:00 王磊（售后一群）：“怎么退款”');
  expect(
    (await world.ask('wang', 'find_messages', { about: '退款' })).text,
    'an account without an owner is everybody’s',
  ).toContain('2 条');
});

test('a role is corrected for one person of one group', async () => {
  const unclear = await refusalOf(
    world.propose('admin', 'correct_role', { group: '售后一群', person: '豪', role: 'staff' }),
  );
  expect(unclear.code).toBe('tools.ambiguous');
  const card = await world.propose('admin', 'correct_role', { group: '售后一群', person: '阿豪', role: 'after_sales' });
  expect(card.summary).toBe('在“售后一群”里，把阿豪从“号主”改为“售后”。以后都按这个身份处理。');
  const input = { group: '售后一群', person: '阿豪', role: 'after_sales' };
  expect((await world.carryOut('admin', 'correct_role', input)).text).toBe('已更正：阿豪在“售后一群”是售后。');
  expect((await refusalOf(world.propose('admin', 'correct_role', input))).code).toBe('tools.nothing_to_change');
});

test('alerts are listed, told apart, taken on and resolved', async () => {
  await alertFor('售后一群', '王磊', 'complaint');
  await alertFor('售后2群', '吴姐', 'dissatisfied');
  expect((await world.ask('admin', 'list_alerts')).text).toContain('群里没解决的告警有 2 条');
  const which = await refusalOf(world.propose('admin', 'resolve_alert', {}));
  expect(which.details['options']).toContainEqual(
    expect.objectContaining({ value: '已解决售后一群里王磊的用户投诉告警' }),
  );
  expect((await world.ask('admin', 'explain_alert', { person: '王磊' })).text).toContain('开始（紧急）：用户投诉');
  expect((await world.carryOut('admin', 'acknowledge_alert', { person: '王磊' })).text).toBe(
    '王磊的“用户投诉”告警（售后一群，紧急）已由管理员接手。',
  );
  expect((await refusalOf(world.propose('admin', 'acknowledge_alert', { person: '王磊' }))).code).toBe(
    'tools.nothing_to_change',
  );
  await world.carryOut('admin', 'resolve_alert', { person: '王磊', reason: '已经退款' });
  expect((await world.ask('admin', 'list_alerts', { group: '售后一群' })).text).toBe(
    '“售后一群”没解决的告警一条也没有。',
  );
  expect((await refusalOf(world.propose('admin', 'resolve_alert', { person: '王磊' }))).sentence('zh')).toBe(
    '没有这样的未处理告警。',
  );
});

test('the queue says what failed and why; it is sent again or taken back by cards', async () => {
  await addCommand('售后一群', '资料已经更新', 'failed');
  const waits = await addCommand('售后2群', '明天上午上门', 'waiting');
  const failed = await world.ask('admin', 'list_commands', { status: 'failed' });
  expect(failed.text).toContain('发到售后一群的“资料已经更新”（发送失败），找不到这个群');
  const card = await world.propose('admin', 'retry_command', { group: '售后一群' });
  expect(card).toMatchObject({ outgoingText: '资料已经更新', recipients: 1 });
  await world.carryOut('admin', 'retry_command', { group: '售后一群' });
  expect((await refusalOf(world.propose('admin', 'retry_command', { group: '售后一群' }))).code).toBe(
    'tools.nothing_fits',
  );
  const many = await refusalOf(world.propose('admin', 'cancel_command', {}));
  expect(many.details['count']).toBe(2);
  await world.carryOut('admin', 'cancel_command', { about: waits });
  expect(await world.sql('select status from robot_command_queue where id = $1', [waits])).toEqual([
    { status: 'cancelled' },
  ]);
});

test('the text of a group message is what was given, without the order in front of it', async () => {
  const text = '今晚八点维护：请提前保存';
  for (const said of [text, `在售后一群发：${text}`, `让机器人在售后一群说一声：${text}`])
    expect(await world.propose('admin', 'send_to_group', { group: '售后一群', text: said })).toMatchObject({
      outgoingText: text,
      recipients: 1,
      summary: '在“售后一群”里发一条消息。',
    });
});

test('a message that went through no flow is explained as that', async () => {
  const told = await world.ask('admin', 'explain_message', { group: '售后一群', person: '王磊', period: '昨天' });
  expect(told.text).toContain('昨天 15:00 王磊在售后一群说：“怎么退款”');
  expect(told.text).toContain('没有启用任何流程');
  expect((await refusalOf(world.ask('admin', 'explain_message', { group: '华星对接' }))).sentence('zh')).toBe(
    '没有找到“华星对接”里群消息。',
  );
});
