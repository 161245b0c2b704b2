import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import type { TestClient } from '../support/service.ts';
import { sopWorld, type SopWorld } from '../support/sop-world.ts';

/** Steering over HTTP: by whom, what it does, what it leaves in the CRM, and playing what is not saved. */
let world: SopWorld;
let seller: TestClient;
let stranger: TestClient;
beforeAll(async () => {
  world = await sopWorld();
  seller = await world.as('salesperson', { name: '许宁', team: '一组' });
  stranger = await world.as('salesperson', { name: '方远', team: '二组' });
});
afterAll(async () => await world.stop());

type Body = { status?: string; items?: { id: string }[]; total?: number; error?: { code: string; message: string } };
const SOP = '/api/v1/sop';
const url = `${SOP}/instances`;
const LATER = { id: 'later', name: '等等', action_type: 'delay' as const, delay_minutes: 600 };
const SAY = { id: 'say', name: '说', action_type: 'send_message' as const, config: { content: '您好' } };

/** A contact of the salesperson in the CRM, known to the account as that friend. */
async function contactOf(wxid: string, name: string): Promise<{ person: string; customer: string; contact: string }> {
  const customer = await seller.call<{ id: string }>('POST', '/api/v1/crm/customers', { name: `${name}的公司` });
  const contact = await seller.call<{ id: string }>('POST', '/api/v1/crm/contacts', {
    customer_id: customer.body.id,
    name,
  });
  const { person } = await world.friend(wxid);
  await world.sql('update channel_person set contact_id = $2 where id = $1', [person, contact.body.id]);
  return { person, customer: customer.body.id, contact: contact.body.id };
}

describe('whose instances one sees and steers', () => {
  it.each([
    ['of an account of a colleague', true],
    ['of a colleague’s customer on an account of everybody', false],
  ])('nothing %s: every route says that there is none', async (_name, owned) => {
    await world.sql('update channel_account set owner_id = $1 where id = $2', [
      owned ? seller.userId : null,
      world.account,
    ]);
    const { person, contact } = await contactOf(owned ? 'wxid_f0' : 'wxid_f1', owned ? '王建国' : '周敏');
    const template = await world.template({ steps: [LATER, SAY] });
    const id = await world.start(template, person);
    await world.pass({ seconds: 2 });
    for (const path of ['', '/tasks', '/migration'])
      expect((await stranger.call<Body>('GET', `${url}/${id}${path}`)).body.error?.code, path).toBe(
        'sop.instance_not_found',
      );
    for (const [deed, body] of [
      ['pause', { reason: '' }],
      ['resume', undefined],
      ['cancel', { reason: '' }],
      ['retry', undefined],
      ['skip', undefined],
      ['jump', { step_id: 'say' }],
      ['migration', undefined],
    ] as const)
      expect((await stranger.call<Body>('POST', `${url}/${id}/${deed}`, body)).body.error?.code, deed).toBe(
        'sop.instance_not_found',
      );
    expect((await stranger.call<Body>('GET', `${url}?template_id=${template}`)).body.total).toBe(0);
    expect((await stranger.call<Body>('GET', `${SOP}/not-sent?instance_id=${id}`)).body.total).toBe(0);
    const started = await stranger.call<Body>('POST', url, {
      template_id: template,
      wechat_account_id: world.account,
      contact_id: person,
    });
    expect(started.body.error?.code).toBe('sop.target_not_found');
    const played = await stranger.call<Body>('POST', `${SOP}/templates/${template}/simulate`, {
      target: { crm_contact_id: contact },
    });
    expect(played.body.error?.code).toBe('sop.target_not_found');
    expect((await seller.call<Body>('GET', `${url}?template_id=${template}`)).body.total).toBe(1);
    expect((await seller.call<Body>('POST', `${url}/${id}/pause`, { reason: '' })).body.status).toBe('paused');
    expect(await world.instance(id)).toMatchObject({ status: 'paused' });
  });

  it('a batch is its maker’s', async () => {
    await world.sql('update channel_account set owner_id = $1 where id = $2', [seller.userId, world.account]);
    const template = await world.template({ steps: [LATER] });
    const { person } = await world.friend('wxid_f2');
    const targets = [{ wechat_account_id: world.account, contact_id: person }];
    const made = await seller.call<{ id: string }>('POST', `${url}/batch`, { template_id: template, targets });
    expect(made.status).toBe(201);
    for (const path of ['', '/rows'])
      expect((await stranger.call<Body>('GET', `${SOP}/batches/${made.body.id}${path}`)).body.error?.code).toBe(
        'sop.batch_not_found',
      );
  });
});

describe('an instance under hand', () => {
  it('is moved to the newer version by its step, after a look at what changes', async () => {
    const template = await world.template({ steps: [LATER, SAY] });
    const { person } = await world.friend('wxid_f3');
    const id = await world.start(template, person);
    await world.pass({ seconds: 2 });
    expect((await world.admin.call<Body>('POST', `${url}/${id}/migration`)).body.error?.code).toBe(
      'sop.no_newer_version',
    );
    await world.sql(
      `insert into sop_template_versions (id, template_id, number, content, note, created_at)
       select gen_random_uuid(), template_id, 2, jsonb_set(content, '{steps,1,config,content}', '"新的话"'), '', created_at
       from sop_template_versions where template_id = $1`,
      [template],
    );
    await world.sql('update sop_templates set active_number = 2, newest_number = 2 where id = $1', [template]);
    const preview = await world.admin.call('GET', `${url}/${id}/migration`);
    expect(preview.body).toMatchObject({ from_version: 1, to_version: 2, possible: true, changed_steps: ['say'] });
    expect((await world.admin.call('POST', `${url}/${id}/migration`)).body).toMatchObject({ template_version: 2 });
    await world.pass({ hours: 11 });
    expect(world.got('wxid_f3')).toEqual(['新的话']);
  });

  it('ends when its time is over, wherever it waits', async () => {
    const template = await world.template({
      steps: [{ ...LATER, delay_minutes: 60 * 24 * 30 }, SAY],
      settings: { timeout_days: 1 },
    });
    const id = await world.start(template, (await world.friend('wxid_f4')).person);
    await world.pass({ hours: 23 });
    await world.ask();
    expect(await world.instance(id)).toMatchObject({ status: 'executing' });
    await world.pass({ hours: 2 });
    await world.ask();
    expect(await world.instance(id)).toMatchObject({ status: 'cancelled', result: { outcome: 'timed_out' } });
  });

  it('goes on with another account of the same owner when its own goes offline and the template allows it', async () => {
    world.clock.set('2026-11-23T10:00:00+08:00');
    const made = await world.admin.call<{ id: string }>('POST', '/api/v1/messaging/accounts', {
      channel: 'gewe',
      external_id: 'wx_two',
      own_id: 'wxid_two',
      name: '小枢二号',
      owner_id: seller.userId,
    });
    expect(made.status).toBe(201);
    await world.sql(`update channel_account set state = 'online', owner_id = $1`, [seller.userId]);
    const { person } = await world.friend('wxid_f5');
    const { conversation: other } = await secondTalk(made.body.id, person);
    const allowed = await world.template({
      steps: [{ ...LATER, delay_minutes: 30 }, SAY],
      settings: { switch_account: true },
    });
    const held = await world.template({ steps: [{ ...LATER, delay_minutes: 30 }, SAY] });
    const [one, two] = [await world.start(allowed, person), await world.start(held, person)];
    await world.pass({ minutes: 1 });
    await world.simulator.setOnline('wx_one', false);
    await world.pass({ minutes: 1 });
    expect(await world.instance(two)).toMatchObject({ status: 'paused', pause_reason: 'account_offline' });
    expect(await world.instance(one)).toMatchObject({ status: 'executing' });
    await world.pass({ hours: 2 });
    expect(await world.instance(one)).toMatchObject({ status: 'completed' });
    const sent = world.simulator.ledger.of('delivery').filter(({ to }) => to === 'wxid_f5');
    expect(sent.map(({ account }) => account)).toEqual(['wx_two']);
    const [row] = await world.sql<{ account_id: string; conversation_id: string }>(
      'select account_id, conversation_id from sop_instances where id = $1',
      [one],
    );
    expect(row).toEqual({ account_id: made.body.id, conversation_id: other });
    await world.simulator.setOnline('wx_one', true);
    await world.ask();
    await world.pass({ minutes: 1 });
    expect(await world.instance(two), 'its half hour is long over').toMatchObject({ status: 'completed' });
  });

  async function secondTalk(account: string, person: string): Promise<{ conversation: string }> {
    const [row] = await world.sql<{ conversation: string }>(
      `insert into channel_conversation (id, channel, kind, place, external_id, name, stable, account_id, person_id, created_at, updated_at)
       select gen_random_uuid(), channel, kind, $1::text, external_id, name, true, $1::uuid, person_id, created_at, updated_at
       from channel_conversation where person_id = $2 and account_id = $3 returning id as conversation`,
      [account, person, world.account],
    );
    await world.sql(
      'insert into conversation_account (conversation_id, account_id, first_seen_at, last_seen_at) values ($1, $2, $3, $3)',
      [row!.conversation, account, world.clock.now()],
    );
    return row!;
  }
});

it('leaves what its steps did in the CRM, to be seen at the customer', async () => {
  const { person, customer } = await contactOf('wxid_f6', '陆遥');
  const template = await world.template({
    name: '建档',
    steps: [
      { id: 'tag', action_type: 'add_tag', config: { tags: ['高意向'] } },
      { id: 'field', action_type: 'update_field', config: { target: 'contact', name: 'title', value: '采购总监' } },
      {
        id: 'task',
        action_type: 'create_task',
        config: { title: '回访陆遥', content: '', due_in_minutes: 60, assignee: 'owner' },
      },
      { id: 'remark', action_type: 'update_remark', config: { remark: '陆遥-采购' } },
    ],
  });
  const id = await world.start(template, person);
  await world.pass({ minutes: 1 });
  expect(await world.tasks(id)).toMatchObject([
    { step_id: 'tag', status: 'completed' },
    { step_id: 'field', status: 'completed' },
    { step_id: 'task', status: 'completed' },
    { step_id: 'remark', status: 'completed' },
  ]);
  const seen = await seller.call<{ tags: string[] }>('GET', `/api/v1/crm/customers/${customer}`);
  expect(JSON.stringify(seen.body.tags)).toContain('高意向');
  const timeline = await seller.call<object>('GET', `/api/v1/crm/customers/${customer}/timeline?page_size=50`);
  const words = JSON.stringify(timeline.body);
  expect(words).toContain('回访陆遥');
  expect(words).toContain('高意向');
  expect(words).toContain('更新联系人：陆遥（职务）');
  expect(words).toContain('微信备注');
});

it('plays a content that is not saved, in the place of a template and of none, and says what is wrong with it', async () => {
  const template = await world.template({ steps: [SAY] });
  const { person } = await world.friend('wxid_f7');
  const target = { wechat_account_id: world.account, contact_id: person };
  const content = {
    steps: [
      { id: 'hi', name: '新问候', action_type: 'send_message', content: '{contact_name}，还没保存的话' },
      { id: 'end', name: '结束', action_type: 'end' },
    ],
  };
  type Played = { status: string; timeline: { kind: string; text: string }[] } & Body;
  for (const path of [`${SOP}/templates/${template}/simulate`, `${SOP}/simulate`]) {
    const played = await world.admin.call<Played>('POST', path, { target, content });
    expect(played.status, JSON.stringify(played.body)).toBe(200);
    expect(played.body.status).toBe('completed');
    expect(played.body.timeline.filter(({ kind }) => kind === 'effect').map(({ text }) => text)).toEqual([
      '发送：朋友7，还没保存的话',
    ]);
    const broken = { steps: [{ ...content.steps[0], next_steps: ['nowhere'] }] };
    const refused = await world.admin.call<Body>('POST', path, { target, content: broken });
    expect(refused.body.error).toMatchObject({
      code: 'sop.content_not_playable',
      message: expect.stringContaining('新问候'),
    });
  }
  expect((await world.admin.call<Body>('POST', `${SOP}/simulate`, { target })).status).toBe(400);
  expect(world.got('wxid_f7')).toEqual([]);
});
