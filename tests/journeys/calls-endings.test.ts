import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import type { CallFollowView } from '../../kernel/contracts/call-follow-ups.ts';
import type { DoNotCallView } from '../../kernel/contracts/do-not-call.ts';
import type { Page } from '../../kernel/contracts/paging.ts';
import { callBench, type CallBench } from '../support/call-bench.ts';
import { CALLS, phoneOf } from '../support/call-world.ts';

const MISSED = '客户未接电话，未打通；原因：';
const FAILED = '呼叫失败；原因：';

/** What happened, the remark's words, the next step, hours from the end of the call until it, and why the number is listed. */
const TABLE = [
  ['never_answers', `${MISSED}无人接听。`, 'call_again', 2, null],
  ['always_busy', `${MISSED}占线。`, 'call_again', 2, null],
  ['not_connected', `${MISSED}无法接通。`, 'call_again', 4, null],
  ['powered_off', `${MISSED}关机。`, 'call_again', 24, null],
  ['rejected', `${MISSED}对方拒接。`, 'call_by_person', 1, null],
  ['out_of_service', `${FAILED}停机。`, 'call_again', 72, null],
  ['in_arrears', `${FAILED}欠费停机。`, 'call_again', 72, null],
  ['empty_number', `${FAILED}空号。`, 'mark_number_invalid', 24, 'invalid_number'],
  ['NotExist', `${FAILED}号码不存在。`, 'mark_number_invalid', 24, 'invalid_number'],
  ['block_list', `${FAILED}号码在黑名单。`, 'do_not_call', null, 'dialer'],
  ['day_limit', `${FAILED}号码当天拨打次数已满。`, 'call_again', 24, null],
  ['CallerNotRegistered', `${FAILED}主叫号码未报备。`, 'check_setup', null, null],
  ['HighRiskSipCode', `${FAILED}线路风险拦截。`, 'check_setup', null, null],
] as const;

let bench: CallBench;
const follows = new Map<string, { follow: CallFollowView; ended: string | null; phone: string }>();

beforeAll(async () => {
  bench = await callBench();
  const id = await bench.begin(...TABLE.map(([scenario]) => scenario));
  await bench.calls.pass(10);
  expect(await bench.read(id)).toMatchObject({ task_type: 'followed_up', interested: 0 });
  const { items } = (
    await bench.admin.call<Page<CallFollowView>>('GET', `${CALLS}/follow-ups?task_id=${id}&page_size=200`)
  ).body;
  const rows = await bench.calls.sql<{ id: string; phone: string; ended: string | null }>(
    'select id, leads_phone as phone, iso(coalesce(ended_at, called_at, final_at)) as ended from leads_task_list where task_id = $1',
    [id],
  );
  // The bench numbers people from 1001 on, in the order of the table.
  for (const [at, [scenario]] of TABLE.entries()) {
    const row = rows.find(({ phone }) => phone.replaceAll(/\D/g, '').endsWith(phoneOf(1001 + at)))!;
    follows.set(scenario, { ...row, follow: items.find(({ record_id }) => record_id === row.id)! });
  }
});
afterAll(async () => {
  expect(bench.calls.simulator.problems).toEqual([]);
  await bench.calls.stop();
});

describe('a call that was not answered', () => {
  it.each(TABLE)('%s: %s', async (scenario, words, step, hours, listed) => {
    const { follow, ended, phone } = follows.get(scenario)!;
    expect(follow).toMatchObject({ basis: 'ending', is_interested: 'unclear', next_step: step });
    expect(follow.leads_remark).toContain(words);
    const after = follow.next_follow_time && ended && Date.parse(follow.next_follow_time) - Date.parse(ended);
    expect(after).toBe(hours === null ? null : hours * 3_600_000);
    const entries = await bench.admin.call<Page<DoNotCallView>>('GET', `${CALLS}/do-not-call?phone=${phone}`);
    expect(entries.body.items.map(({ source }) => source)).toEqual(listed === null ? [] : [listed]);
  });
});
