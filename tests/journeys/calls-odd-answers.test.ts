import { afterAll, afterEach, beforeAll, expect, it } from 'vitest';
import { ODDITIES, type Oddity } from '../../integrations/dialer/aliyun-outbound/simulator/odd-answers.ts';
import { callBench, type CallBench } from '../support/call-bench.ts';

/* What the vendor says oddly about one person costs the others nothing, is named, and is made up for when it speaks clearly. */
let bench: CallBench;
beforeAll(async () => {
  bench = await callBench();
});
afterAll(async () => await bench.calls.stop());
afterEach(async () => await bench.tidy());

/**
 * Of each oddity: how many of three people are followed up while it lasts, and why the page is listed (nothing: it does not
 * hinder). The answer for the first of the three is odd; a page of words instead of an answer is odd for all.
 */
const TABLE: Readonly<Record<Oddity, { readonly followed: number; readonly listed: string | null }>> = {
  missing_fields: { followed: 2, listed: 'unreadable_answer' },
  missing_job: { followed: 2, listed: 'not_found' },
  texts_for_numbers: { followed: 3, listed: null },
  numbers_beyond: { followed: 3, listed: null },
  unknown_status: { followed: 2, listed: 'unreadable_answer' },
  huge_conversation: { followed: 3, listed: null },
  impossible_text: { followed: 3, listed: null },
  overlong_words: { followed: 3, listed: null },
  bad_utf8: { followed: 3, listed: null },
  wrong_type: { followed: 3, listed: null },
  a_page: { followed: 0, listed: 'unreadable_answer' },
};

it.each(ODDITIES)('%s: the others are followed up, and it is named', async (odd) => {
  const { simulator } = bench.calls;
  const id = await bench.begin('not-interested', 'not-interested', 'never_answers');
  bench.calls.clock.advance({ minutes: 5 });
  simulator.plan({ kind: 'odd', odd, action: 'ListJobs', times: 100 });
  await bench.calls.tick();
  const { followed, listed } = TABLE[odd];
  expect((await bench.read(id)).followed).toBe(followed);
  const { failed_pages } = await bench.diagnosis(id);
  expect(failed_pages).toEqual(
    listed === null
      ? []
      : [
          expect.objectContaining({
            step: 'query',
            page: 1,
            records: followed === 0 ? 3 : 1,
            message: expect.stringContaining(listed) as string,
          }),
        ],
  );
  // What was kept of it can be read and judged as any other.
  for (const row of (await bench.rows(id)).filter((one) => one.leads_follow_id)) {
    expect(JSON.stringify(row.call_conversation)).not.toMatch(/\\u0000|\\ud800/);
    expect(JSON.stringify(row.call_conversation).length).toBeLessThan(100_000);
  }
  simulator.clearFaults();
  await bench.calls.pass(15);
  expect(await bench.read(id)).toMatchObject({ task_type: 'followed_up', followed: 3 });
  expect((await bench.diagnosis(id)).failed_pages).toEqual([]);
});
