import { afterAll, beforeAll, expect, it } from 'vitest';
import { newId } from '../../kernel/ids.ts';
import { agree, chatTalks } from '../support/chat-talk.ts';
import type { TestClient } from '../support/service.ts';
import { sopWorld, type SopWorld } from '../support/sop-world.ts';

/** A salesperson starts, follows and stops sequences in the chat, with the built-in model. */
let world: SopWorld;
let seller: TestClient;
let stranger: TestClient;
let template: string;
const { talk, hangUp } = chatTalks(() => world);

beforeAll(async () => {
  world = await sopWorld();
  seller = await world.as('salesperson', { name: '许宁' });
  stranger = await world.as('salesperson', { name: '方远' });
  await world.sql('update channel_account set owner_id = $1', [seller.userId]);
  template = await world.template({
    name: '报价跟进',
    steps: [
      {
        id: 'confirm',
        name: '确认收到',
        action_type: 'send_message',
        config: { content: '{contact_name}，报价单收到了吗？' },
      },
      { id: 'wait', name: '等回复', action_type: 'wait_reply', config: { timeout_minutes: 4320, judge: false } },
      {
        id: 'ask',
        name: '问顾虑',
        action_type: 'send_message',
        delay_minutes: 60,
        config: { content: '有什么顾虑吗？' },
      },
    ],
    trigger: { re_entry: { rule: 'never' } },
  });
  await addContact('海棠生物科技有限公司', '海棠生物', '王建国', 'wxid_f0', { wrote: '2026-11-11T10:00:00+08:00' });
  await addContact('白露新材料有限公司', '白露新材', '周敏', 'wxid_f1', { wrote: '2026-11-12T10:00:00+08:00' });
  await addContact('青石物流有限公司', '青石物流', '秦川', 'wxid_f2', {
    wrote: '2026-11-12T10:00:00+08:00',
    answered: '2026-11-13T09:00:00+08:00',
  });
  await addContact('云栖软件有限公司', '云栖软件', '陆遥', 'wxid_f3', { wrote: '2026-11-12T10:00:00+08:00' });
  const { person } = await world.friend('wxid_f3');
  await world.start(template, person);
});
afterAll(async () => {
  hangUp();
  await world.stop();
});

/** A customer of the salesperson with one contact on the channel, whom we wrote to and who answered, or not. */
async function addContact(
  name: string,
  short_name: string,
  contact: string,
  wxid: string,
  talk: { readonly wrote: string; readonly answered?: string },
): Promise<void> {
  const customer = await seller.call<{ id: string }>('POST', '/api/v1/crm/customers', { name, short_name });
  expect(customer.status, JSON.stringify(customer.body)).toBe(201);
  const made = await seller.call<{ id: string }>('POST', '/api/v1/crm/contacts', {
    customer_id: customer.body.id,
    name: contact,
  });
  expect(made.status, JSON.stringify(made.body)).toBe(201);
  const { person, conversation } = await world.friend(wxid);
  await world.sql('update channel_person set contact_id = $2 where id = $1', [person, made.body.id]);
  await world.sql(
    `insert into channel_message (id, conversation_id, account_id, direction, kind, text, raw_text, mentions_account, mentioned_ids, sent_at, received_at)
     values ($1, $2, $3, 'out', 'text', '报价单请查收', '报价单请查收', false, '{}', $4, $4)`,
    [newId(), conversation, world.account, talk.wrote],
  );
  await world.sql('update channel_conversation set last_message_at = $2, last_inbound_at = $3 where id = $1', [
    conversation,
    talk.answered ?? talk.wrote,
    talk.answered ?? null,
  ]);
}

const openOnes = async (): Promise<{ name: string; status: string; id: string }[]> =>
  await world.sql(
    `select k.name, i.status, i.id from sop_instances i join contact k on k.id = i.contact_id where i.template_id = $1 order by i.seq`,
    [template],
  );

it('starts a sequence for who did not answer, follows it, stops it, and says why nothing was sent', async () => {
  const chat = await talk(seller);
  const card = await chat.ask('给上周没回复的客户启动报价跟进流程');
  expect(card.tools, card.text).toEqual(['start_sop']);
  expect(card.cards[0]).toMatchObject({ risk: 'send', recipients: 2, status: 'pending' });
  const { summary, outgoing_text: text } = card.cards[0]!;
  expect(summary).toContain('为 2 位联系人启动“报价跟进”：周敏、王建国。');
  expect(summary).toContain('2026-11-09 到 2026-11-15 我们发过消息、之后一直没回复的联系人');
  expect(summary).toContain('不启动 1 位：陆遥（这位联系人正在这个流程里）');
  expect(summary).toContain('给周敏的内容如下');
  expect(text).toBe('周敏，报价单收到了吗？');
  expect(await openOnes(), 'nothing before somebody agrees').toHaveLength(1);
  await chat.decide(agree(card));
  await world.pass({ seconds: 2 });
  expect((await openOnes()).map(({ name }) => name)).toEqual(['陆遥', '周敏', '王建国']);
  await world.pass({ minutes: 5 });
  expect(world.got('wxid_f1')).toEqual(['周敏，报价单收到了吗？']);

  const where = await chat.ask('海棠生物那个流程走到哪一步了');
  expect(where.tools, where.text).toEqual(['explain_sop_instance']);
  expect(where.text).toContain('王建国的“报价跟进”：进行中，走到第 2 步（共 3 步）“等回复”');
  expect(where.text).toContain('在等对方回复，最晚等到');
  expect(where.text).toContain('问顾虑');

  const stop = await chat.ask('先停一下');
  expect(stop.tools, stop.text).toEqual(['pause_sop']);
  expect(stop.cards[0]!.summary).toContain('暂停王建国的“报价跟进”流程，现在在“等回复”');
  await chat.decide(agree(stop));
  expect((await openOnes()).at(-1)).toMatchObject({ name: '王建国', status: 'paused' });

  const why = await chat.ask('为什么没发给王总');
  expect(why.tools, why.text).toEqual(['explain_sop_not_sent']);
  expect(why.text).toContain('王建国的“报价跟进”没有被拦下的消息：暂停在“等回复”');

  await chat.decide(agree(await chat.ask('恢复海棠生物的流程')));
  expect((await openOnes()).at(-1)).toMatchObject({ status: 'executing' });
  await chat.decide(agree(await chat.ask('取消海棠生物的SOP流程')));
  expect((await openOnes()).at(-1)).toMatchObject({ status: 'cancelled' });
});

it('does nothing with a card when somebody answered since it was shown', async () => {
  const other = await world.template({
    name: '活动邀约',
    steps: [{ id: 'wait', action_type: 'delay', delay_minutes: 60 }],
  });
  const chat = await talk(seller);
  const card = await chat.ask('给上周没回复的客户启动活动邀约流程');
  expect(card.cards[0], card.text).toMatchObject({ recipients: 3, outgoing_text: null });
  await world.say('wxid_f1', '收到了，谢谢');
  const done = await chat.decide(agree(card));
  expect(done.cards.at(-1)).toMatchObject({ status: 'conflict' });
  await world.pass({ seconds: 2 });
  expect(await world.sql('select id from sop_instances where template_id = $1', [other])).toEqual([]);
});

it('starts nobody whom the rule of the template keeps out, and says so', async () => {
  const chat = await talk(seller);
  const card = await chat.ask('给海棠生物启动报价跟进流程');
  expect(card.text, 'in it before, and the template says never again').toContain('这位联系人已经走过这个流程');
  expect(card.cards).toEqual([]);
});

it('shows and steers nothing of a colleague', async () => {
  const chat = await talk(stranger);
  const list = await chat.ask('哪些客户正在走SOP流程');
  expect(list.tools).toEqual(['find_sop_instances']);
  expect(list.text).toContain('没有您能看到的');
  const card = await chat.ask('给上周没回复的客户启动报价跟进流程');
  expect(card.cards).toEqual([]);
  expect(card.text).toContain('没有找到您能联系到的联系人');
});
