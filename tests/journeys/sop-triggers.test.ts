import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { forkEm } from '../../db/orm.ts';
import { callJudged } from '../../domain/calls/signals.ts';
import { leadGraded } from '../../domain/crm/signals.ts';
import { sweepSop } from '../../domain/sop/triggers/sweep-sop.job.ts';
import { newId } from '../../kernel/ids.ts';
import { sopWorld, type SopWorld, type TemplateDraft } from '../support/sop-world.ts';

/** What starts sequences by itself, through the doors the events come in by. */
let world: SopWorld;
beforeAll(async () => {
  world = await sopWorld();
});
afterAll(async () => await world.stop());

const LATER = { id: 'later', action_type: 'delay' as const, delay_minutes: 600 };
const SAY = { id: 'say', action_type: 'send_message' as const, config: { content: '您好' } };
const starting = async (trigger: TemplateDraft['trigger'], more: Partial<TemplateDraft> = {}): Promise<string> =>
  await world.template({ steps: [LATER, SAY], ...more, trigger: { auto_trigger: true, ...trigger } });
const startedBy = async (template: string): Promise<{ trigger_type: string; wxid: string; due: string | null }[]> =>
  await world.sql(
    `select i.trigger_type, p.external_id as wxid, iso(i.due_at) as due from sop_instances i join channel_person p on p.id = i.person_id
     where i.template_id = $1 order by i.seq`,
    [template],
  );
const count = async (template: string): Promise<number> => (await startedBy(template)).length;

/** The vendor tells that somebody became a friend. */
async function becomeFriend(wxid: string): Promise<void> {
  await world.simulator.say({
    device: 'wx_one',
    from: wxid,
    msg_type: 10000,
    text: `你已添加了朋友${wxid.slice(6)}，现在可以开始聊天了。`,
  });
  await world.pass({ seconds: 1 });
}

/** A contact with a customer in the CRM, known on the channel. */
async function known(wxid: string, name: string): Promise<{ customer: string; contact: string; person: string }> {
  const customer = await world.admin.call<{ id: string }>('POST', '/api/v1/crm/customers', { name: `${name}的公司` });
  const contact = await world.admin.call<{ id: string }>('POST', '/api/v1/crm/contacts', {
    customer_id: customer.body.id,
    name,
  });
  const { person } = await world.friend(wxid);
  await world.sql('update channel_person set contact_id = $2 where id = $1', [person, contact.body.id]);
  return { customer: customer.body.id, contact: contact.body.id, person };
}

async function sweep(): Promise<void> {
  const { engine, orm } = world.service.parts;
  await engine.enqueue(forkEm(orm), sweepSop, {}, { singletonKey: `sweep ${newId()}` });
  await world.pass({ seconds: 1 });
}

describe('friends and messages', () => {
  it('a new friend starts at once, or after the minutes the template says, and once', async () => {
    const atOnce = await starting({ type: 'new_friend' });
    const later = await starting({ type: 'delay', delay_minutes: 30 }, { steps: [SAY] });
    const ofGroups = await starting({ type: 'new_friend', contact_types: ['group'] });
    await becomeFriend('wxid_f0');
    expect(await startedBy(atOnce)).toMatchObject([{ trigger_type: 'new_friend', wxid: 'wxid_f0' }]);
    expect(await startedBy(later)).toMatchObject([{ trigger_type: 'delay', wxid: 'wxid_f0' }]);
    expect(await count(ofGroups)).toBe(0);
    await world.pass({ minutes: 28 });
    expect(world.got('wxid_f0')).toEqual([]);
    await world.pass({ minutes: 3 });
    expect(world.got('wxid_f0')).toEqual(['您好']);
  });

  it('a message starts what its condition and its words let in, and what we write ourselves starts nothing', async () => {
    const any = await starting({ type: 'message_received', re_entry: { rule: 'parallel' } });
    const words = await starting({
      type: 'keyword_matched',
      keywords: ['Ｐrice', '报价'],
      re_entry: { rule: 'parallel' },
    });
    const only = await starting({
      type: 'message_received',
      re_entry: { rule: 'parallel' },
      conditions: { field: 'in_crm', op: 'eq', value: true } as never,
    });
    await world.friend('wxid_f1');
    await world.say('wxid_f1', 'PRICE?');
    await world.byHand('wxid_f1', '报价在这里');
    await world.pass({ seconds: 1 });
    expect([await count(any), await count(words), await count(only)]).toEqual([1, 1, 0]);
    await known('wxid_f2', '陈默');
    await world.say('wxid_f2', '在吗');
    await world.pass({ seconds: 1 });
    expect([await count(any), await count(words), await count(only)]).toEqual([2, 1, 1]);
    await world.sql(`update sop_templates set status = 'archived' where id = any($1::uuid[])`, [[any, words, only]]);
  });
});

describe('whether somebody comes in again', () => {
  it('never; after days since the last one ended; or beside one that runs', async () => {
    const config = { type: 'keyword_matched' as const, keywords: ['再来'] };
    const never = await starting({ ...config, re_entry: { rule: 'never' } });
    const days = await starting({ ...config, re_entry: { rule: 'after_days', days: 2 } });
    const parallel = await starting({ ...config, re_entry: { rule: 'parallel' } });
    const counts = async (): Promise<number[]> => [await count(never), await count(days), await count(parallel)];
    await world.friend('wxid_f3');
    const come = async (): Promise<void> => {
      await world.say('wxid_f3', '再来');
      await world.pass({ seconds: 1 });
    };
    await come();
    expect(await counts()).toEqual([1, 1, 1]);
    await come();
    expect(await counts(), 'beside one that runs').toEqual([1, 1, 2]);
    await world.sql(
      `update sop_instances set status = 'cancelled', ended_at = $1, due_at = null where template_id = any($2::uuid[])`,
      [world.clock.now(), [never, days, parallel]],
    );
    await world.pass({ hours: 47 });
    await come();
    expect(await counts(), 'not two days yet').toEqual([1, 1, 3]);
    await world.pass({ hours: 2 });
    await come();
    expect(await counts()).toEqual([1, 2, 4]);
    await world.sql(`update sop_templates set status = 'archived' where id = any($1::uuid[])`, [
      [never, days, parallel],
    ]);
  });
});

describe('what happens in the CRM and in calls', () => {
  it('a deal that comes to the stage starts for the contact of its customer', async () => {
    const { customer } = await known('wxid_f4', '陆遥');
    const template = await starting({ type: 'stage_changed', stages: ['proposal'] });
    const deal = await world.admin.call<{ id: string; version: number }>('POST', '/api/v1/crm/opportunities', {
      name: '陆遥的项目',
      customer_id: customer,
      amount: 1000,
    });
    expect(deal.status, JSON.stringify(deal.body)).toBe(201);
    await world.pass({ seconds: 1 });
    expect(await count(template)).toBe(0);
    const moved = await world.admin.call('POST', `/api/v1/crm/opportunities/${deal.body.id}/stage`, {
      version: deal.body.version,
      stage: 'proposal',
    });
    expect(moved.status, JSON.stringify(moved.body)).toBe(200);
    await world.pass({ seconds: 1 });
    expect(await startedBy(template)).toMatchObject([{ trigger_type: 'stage_changed', wxid: 'wxid_f4' }]);
  });

  it('a grade and a judged call start for the contact they are about, each event once', async () => {
    const { contact, customer } = await known('wxid_f5', '苏晴');
    const made = await world.admin.call<{ id: string }>('POST', '/api/v1/crm/leads', {
      name: '苏晴',
      company: '苏晴的公司',
    });
    expect(made.status, JSON.stringify(made.body)).toBe(201);
    const lead = made.body.id;
    await world.sql('update lead set customer_id = $2 where id = $1', [lead, customer]);
    await world.pass({ seconds: 1 });
    const graded = await starting({ type: 'lead_scored', grades: ['A'], re_entry: { rule: 'parallel' } });
    const called = await starting({ type: 'call_finished', interest: ['interested'], re_entry: { rule: 'parallel' } });
    const { engine, orm } = world.service.parts;
    const at = world.clock.now().toISOString();
    const tellGrade = async (to_grade: 'A' | 'B', event: string): Promise<void> => {
      const told = { lead_id: lead, from_grade: null, to_grade, score: 90, at, event };
      await engine.tell(forkEm(orm), leadGraded, told as never, { singletonKey: newId() });
      await world.pass({ seconds: 1 });
    };
    await tellGrade('B', 'activity');
    await tellGrade('A', 'model_changed');
    expect(await count(graded)).toBe(0);
    await tellGrade('A', 'activity');
    await tellGrade('A', 'activity');
    expect(await startedBy(graded)).toMatchObject([{ trigger_type: 'lead_scored', wxid: 'wxid_f5' }]);
    const call = { record_id: newId(), phone: '13900000001', lead_id: null, contact_id: contact };
    for (const interest of ['not_interested', 'interested', 'interested'] as const) {
      await engine.tell(forkEm(orm), callJudged, { ...call, interest } as never, { singletonKey: newId() });
      await world.pass({ seconds: 1 });
    }
    expect(await startedBy(called)).toMatchObject([{ trigger_type: 'call_finished', wxid: 'wxid_f5' }]);
  });
});

describe('whom a condition and a batch choose', () => {
  it('by tag, without tag, stage, owner and account, and a condition that goes on holding starts once', async () => {
    const { customer } = await known('wxid_f6', '唐宁');
    const { customer: other } = await known('wxid_f7', '许诺');
    const tags = async (id: string, add: string[]): Promise<void> => {
      const done = await world.admin.call('POST', `/api/v1/crm/customers/${id}/tags`, { add, remove: [] });
      expect(done.status, JSON.stringify(done.body)).toBe(200);
    };
    await tags(customer, ['重点客户', '高意向']);
    await tags(other, ['重点客户']);
    const preview = async (target: object): Promise<number> => {
      const template = await world.template({ steps: [SAY], target });
      const seen = await world.admin.call<{ total: number }>('POST', '/api/v1/sop/instances/batch/preview', {
        template_id: template,
      });
      return seen.body.total;
    };
    expect(await preview({ tags: ['重点客户'] })).toBe(2);
    expect(await preview({ tags: ['重点客户', '高意向'] })).toBe(1);
    expect(await preview({ tags: ['重点客户'], without_tags: ['高意向'] })).toBe(1);
    expect(await preview({ tags: ['重点客户'], stages: ['won'] })).toBe(0);
    expect(await preview({ tags: ['重点客户'], owner_ids: [newId()] })).toBe(0);
    expect(await preview({ tags: ['重点客户'], account_ids: [world.account] })).toBe(2);
    const before = await world.sql<{ state: string }>('select state from channel_account where id = $1', [
      world.account,
    ]);
    await world.sql(`update channel_account set state = 'offline' where id = $1`, [world.account]);
    expect(await preview({ tags: ['重点客户'], account_online: true })).toBe(0);
    expect(await preview({ tags: ['重点客户'], account_online: false })).toBe(2);
    await world.sql('update channel_account set state = $2 where id = $1', [world.account, before[0]!.state]);

    const template = await starting(
      { type: 'condition', conditions: { field: 'contact_tags', op: 'contains', value: '高意向' } as never },
      { target: { account_online: false } },
    );
    await sweep();
    expect(await startedBy(template)).toMatchObject([{ trigger_type: 'condition', wxid: 'wxid_f6' }]);
    await world.pass({ minutes: 20 });
    await sweep();
    expect(await count(template)).toBe(1);
    await tags(other, ['高意向']);
    await world.pass({ minutes: 20 });
    await sweep();
    expect((await startedBy(template)).map(({ wxid }) => wxid)).toEqual(['wxid_f6', 'wxid_f7']);
  });
});
