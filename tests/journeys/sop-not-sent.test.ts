import { afterAll, beforeAll, expect, it } from 'vitest';
import { sopWorld, type SopWorld } from '../support/sop-world.ts';

let world: SopWorld;
beforeAll(async () => {
  world = await sopWorld();
});
afterAll(async () => await world.stop());

const say = (content: string, more: object = {}) => ({
  id: 'say',
  name: '发消息',
  action_type: 'send_message' as const,
  config: { content },
  ...more,
});
const later = { id: 'later', action_type: 'delay' as const, delay_minutes: 30 };

/** Why a contact did not get what a sequence had for them, as a colleague reads it. */
async function why(contact: string): Promise<string[]> {
  const { body } = await world.admin.call<{ items: { why: string }[] }>(
    'GET',
    `/api/v1/sop/not-sent?contact_id=${contact}`,
  );
  return body.items.map((one) => one.why);
}

it('one person is not written to twice within an hour, whichever sequences they are in', async () => {
  const { person } = await world.friend('wxid_f0');
  await world.start(await world.template({ steps: [say('第一个流程的消息')] }), person);
  await world.pass({ minutes: 1 });
  const second = await world.start(await world.template({ steps: [say('第二个流程的消息')] }), person);
  await world.pass({ minutes: 1 });
  expect(world.got('wxid_f0')).toEqual(['第一个流程的消息']);
  expect(await why(person)).toEqual([expect.stringContaining('一小时内刚主动联系过，稍后再发')]);
  await world.pass({ hours: 2 });
  expect(world.got('wxid_f0')).toEqual(['第一个流程的消息', '第二个流程的消息']);
  expect(await world.instance(second)).toMatchObject({ status: 'completed' });
  expect(await why(person)).toEqual([]);
  const third = await world.start(await world.template({ steps: [say('第三个流程的消息')] }), person);
  await world.pass({ hours: 3 });
  expect(await why(person)).toEqual([expect.stringContaining('今天已经主动联系过 2 次，明天再发')]);
  await world.pass({ days: 1 });
  expect(world.got('wxid_f0').at(-1)).toBe('第三个流程的消息');
  expect(await world.instance(third)).toMatchObject({ status: 'completed' });
});

it.each([
  ['wxid_f1', '退订'],
  ['wxid_f2', '别再发了，谢谢'],
])('%s writes 「%s」 and gets nothing any more, of no sequence', async (wxid, words) => {
  const { person } = await world.friend(wxid);
  const template = await world.template({ steps: [later, say('还没发出的消息')] });
  const id = await world.start(template, person);
  await world.pass({ minutes: 1 });
  await world.say(wxid, words);
  await world.pass({ days: 2 });
  expect(world.got(wxid)).toEqual([]);
  expect(await world.instance(id)).toMatchObject({ status: 'cancelled', result: { outcome: 'do_not_disturb' } });
  const again = await world.admin.call<{ error: { message: string } }>('POST', '/api/v1/sop/instances', {
    template_id: template,
    wechat_account_id: world.account,
    contact_id: person,
  });
  expect(again.status).toBe(409);
  expect(again.body.error.message).toContain('不希望被打扰');
});

it('whom a colleague puts on the list is left alone, and the step says so', async () => {
  const { person } = await world.friend('wxid_f3');
  const id = await world.start(await world.template({ steps: [later, say('您好')] }), person);
  await world.pass({ minutes: 1 });
  const noted = await world.admin.call('POST', '/api/v1/messaging/do-not-disturb', {
    person_id: person,
    reason: '客户打电话说先别联系',
  });
  expect(noted.status, JSON.stringify(noted.body)).toBe(201);
  await world.pass({ hours: 2 });
  expect(world.got('wxid_f3')).toEqual([]);
  expect((await world.instance(id)).status).not.toBe('executing');
  expect(await why(person)).toEqual([expect.stringContaining('对方不希望被打扰（客户打电话说先别联系）')]);
});

it('the same text to too many is held for a person, who reads why', async () => {
  const path = '/api/v1/messaging/send-policy';
  const { body } = await world.admin.call<object>('GET', path);
  await world.admin.call('PUT', path, { ...body, same_text_per_hour: 1 });
  const template = await world.template({ steps: [say('这条活动消息一个字都不差')] });
  const people = [await world.friend('wxid_f4'), await world.friend('wxid_f5')];
  for (const { person } of people) {
    await world.start(template, person);
    await world.pass({ minutes: 2 });
  }
  expect(world.got('wxid_f4')).toHaveLength(1);
  expect(world.got('wxid_f5')).toEqual([]);
  expect(await why(people[1]!.person)).toEqual([expect.stringContaining('几乎相同的内容，请改写或由人确认')]);
});

it('nobody is in the same sequence twice', async () => {
  const { person } = await world.friend('wxid_f6');
  const template = await world.template({ steps: [later, say('只此一次')], trigger: { re_entry: { rule: 'never' } } });
  await world.start(template, person);
  const body = { template_id: template, wechat_account_id: world.account, contact_id: person };
  const twice = await world.admin.call<{ error: { message: string } }>('POST', '/api/v1/sop/instances', body);
  expect(twice.status).toBe(409);
  expect(twice.body.error.message).toContain('这位联系人正在这个流程里');
  await world.pass({ days: 1 });
  expect(world.got('wxid_f6')).toEqual(['只此一次']);
  const after = await world.admin.call<{ error: { message: string } }>('POST', '/api/v1/sop/instances', body);
  expect(after.body.error.message).toContain('这位联系人已经走过这个流程');
});
