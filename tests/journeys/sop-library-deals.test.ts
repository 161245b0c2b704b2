import { expect } from 'vitest';
import { knownToCrm, type Person } from '../support/sop-courses.ts';
import { libraryJourney } from '../support/sop-library-journey.ts';
import type { SopWorld } from '../support/sop-world.ts';

libraryJourney({
  'price-follow-up': [
    {
      name: '有意向，打标签请负责人跟进',
      says: { wait_first: '收到了，价格合适，我们想推进' },
      steps: 'confirm wait_first push tell_owner finish',
      outcome: 'done',
    },
    {
      name: '以后再说',
      says: { wait_first: '预算明年才批，到时候再联系吧' },
      steps: 'confirm wait_first plan_later finish',
      outcome: 'done',
    },
    {
      name: '提问，请负责人回答',
      says: { wait_first: '实施费怎么算的？' },
      steps: 'confirm wait_first tell_owner finish',
      outcome: 'done',
    },
    {
      name: '两次都没有回复，请负责人打电话',
      steps: 'confirm wait_first ask_worry wait_second tell_owner finish',
      outcome: 'done',
    },
    {
      name: '第二次有意向',
      says: { wait_second: '没什么顾虑了，我们打算买，挺感兴趣' },
      steps: 'confirm wait_first ask_worry wait_second push tell_owner finish',
      outcome: 'done',
    },
    {
      name: '第二次说以后',
      says: { wait_second: '过两个月再说' },
      steps: 'confirm wait_first ask_worry wait_second plan_later finish',
      outcome: 'done',
    },
  ],
  'contract-signing': [
    {
      name: '提醒以后签了',
      prepare: async (world, person) => void (await knownToCrm(world, person)),
      at: { check_won: won },
      steps: 'sent wait_review remind wait_sign tell_owner check_won thanks reached',
      outcome: 'reached',
    },
    {
      name: '有条款问题，一周后还没签',
      says: { wait_review: '第五条的付款周期能改吗？' },
      steps: 'sent wait_review tell_owner check_won not_signed',
      outcome: 'stopped',
    },
  ],
  'renewal-reminder': [
    {
      name: '两次提醒都没有回复',
      prepare: contract('2027-01-10'),
      steps: 'known month_before wait_first week_before wait_second tell_owner task',
      outcome: 'done',
    },
    {
      name: '第一次就说续',
      prepare: contract('2027-01-12'),
      says: { wait_first: '续的，麻烦准备合同' },
      steps: 'known month_before wait_first tell_owner task',
      outcome: 'done',
    },
    {
      name: '第一次说以后，一周前再提醒',
      prepare: contract('2027-01-14'),
      says: { wait_first: '下个月再说吧' },
      steps: 'known month_before wait_first week_before wait_second tell_owner task',
      outcome: 'done',
    },
    {
      name: '没有合同到期日期，请负责人补上',
      steps: 'known ask_date unknown',
      outcome: 'stopped',
    },
  ],
  'after-sales-care': [
    {
      name: '没有问题也没有反馈',
      steps: 'third_day wait_first half_month wait_second finish',
      outcome: 'done',
    },
    {
      name: '使用有问题，后来给了反馈',
      says: { wait_first: '导出的表格打不开怎么办？', wait_second: '导入好用，手机上字有点小' },
      steps: 'third_day wait_first tell_urgent half_month wait_second log reached',
      outcome: 'reached',
    },
  ],
});

/** The customer's contract ends on a day. */
function contract(ends_on: string) {
  return async (world: SopWorld, person: Person): Promise<void> => {
    const customer_id = await knownToCrm(world, person);
    const made = await world.admin.call('POST', '/api/v1/crm/contracts', {
      name: '服务合同',
      customer_id,
      amount: 10_000,
      status: 'active',
      signed_on: '2026-01-10',
      starts_on: '2026-01-10',
      ends_on,
    });
    expect(made.status, JSON.stringify(made.body)).toBe(201);
  };
}

/** The deal is won while the sequence waits. */
async function won(world: SopWorld, { person }: Person): Promise<void> {
  const [row] = await world.sql<{ customer_id: string }>(
    'select k.customer_id from channel_person p join contact k on k.id = p.contact_id where p.id = $1',
    [person],
  );
  const made = await world.admin.call('POST', '/api/v1/crm/opportunities', {
    name: '一期',
    customer_id: row!.customer_id,
    amount: 10_000,
    stage: 'won',
  });
  expect(made.status, JSON.stringify(made.body)).toBe(201);
}
