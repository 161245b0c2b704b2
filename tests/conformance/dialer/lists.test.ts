import { createServer } from 'node:http';
import fc from 'fast-check';
import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import type { JobResult } from '../../../domain/calls/call-results.ts';
import { readDetailedJob } from '../../../integrations/dialer/aliyun-outbound/detailed-job.ts';
import { readListedJob } from '../../../integrations/dialer/aliyun-outbound/listed-job.ts';
import { readPage } from '../../../integrations/dialer/aliyun-outbound/read-page.ts';
import { readResultJob } from '../../../integrations/dialer/aliyun-outbound/result-job.ts';
import { callPeople, openDialer, people, valueOf, type DialerUnderTest } from './open-dialer.ts';

let under: DialerUnderTest;
let group: string;
beforeEach(async () => {
  under = await openDialer({ settings: { lines: 5 } });
  group = await callPeople(under, people(250));
});
afterEach(async () => {
  expect(under.simulator.problems).toEqual([]);
  await under.close();
});

/** Reads all results; `between` happens after each page that brought something. */
async function sweep(
  options: Parameters<DialerUnderTest['dialer']['readResults']>[2] = {},
  between: () => Promise<void> | void = () => {},
) {
  const jobs: JobResult[] = [];
  const report = await under.dialer.readResults(
    group,
    async (page) => {
      jobs.push(...page);
      await between();
    },
    options,
  );
  return { jobs, report, ids: jobs.map((job) => job.job_id) };
}
const pagesAsked = () =>
  under.simulator.calls
    .filter((call) => call.action === 'QueryJobsWithResult')
    .map((call) => Number(call.params['PageNumber']));

describe('results', () => {
  it('come in pages of a hundred', async () => {
    const { report, ids } = await sweep();
    expect(report).toEqual({
      seen: 250,
      expected: 250,
      pages_read: 3,
      failed_pages: [],
      unreadable: [],
      complete: true,
    });
    expect(new Set(ids).size).toBe(250);
    expect(pagesAsked()).toEqual([1, 2, 3]);
  });

  it('come once each while pages shift, and what slipped away is told', async () => {
    under.clock.advance({ minutes: 5 });
    // Between two pages phones ring: jobs that change move to the front and push others to the next page.
    const { report, ids } = await sweep({ page_size: 20 }, () => under.clock.advance({ seconds: 20 }));
    expect(new Set(ids).size).toBe(ids.length);
    expect(report.seen).toBe(ids.length);
    expect(report).toMatchObject({ expected: 250, failed_pages: [], complete: ids.length === 250 });
    // The list did move: more lines came than jobs, or some job slipped to a page that was read before.
    expect(report.seen).toBeLessThan(250);
  });

  it('follow a number of pages that grows and shrinks', async () => {
    let grown = false;
    const more = await sweep({}, async () => {
      if (grown) return;
      grown = true;
      const contacts = people(330).slice(250);
      for (const batch of under.dialer.cutBatches(contacts)) valueOf(await under.dialer.assign(group, batch));
    });
    expect(pagesAsked()).toEqual([1, 2, 3, 4]);
    expect(more.report).toMatchObject({ pages_read: 4, expected: 330 });
    let first = true;
    const waiting = await sweep({ state: 'scheduling' }, () => {
      if (first) under.clock.advance({ days: 2 });
      first = false;
    });
    expect(waiting.report.pages_read).toBe(2);
    expect(waiting.report.complete).toBe(true);
  });

  it('name a page that fails and carry the rest on', async () => {
    under.simulator.plan({ action: 'QueryJobsWithResult', kind: 'says_no', code: '4008', params: { PageNumber: '2' } });
    const { report } = await sweep();
    expect(report).toMatchObject({ seen: 150, expected: 250, pages_read: 2, complete: false });
    expect(report.failed_pages).toEqual([
      {
        page: 2,
        trouble: {
          kind: 'business',
          reason: 'refused',
          vendor_code: '4008',
          vendor_words: expect.any(String) as string,
        },
      },
    ]);
    // A refusal of this kind is not tried again.
    expect(pagesAsked()).toEqual([1, 2, 3]);
  });

  it('try a page three times when the line is down, with growing pauses', async () => {
    under.simulator.plan({ action: 'QueryJobsWithResult', kind: 'cut', params: { PageNumber: '1' }, times: 3 });
    const { report } = await sweep();
    expect(pagesAsked()).toEqual([1, 1, 1, 2, 3]);
    expect(report).toMatchObject({
      seen: 150,
      failed_pages: [{ page: 1, trouble: { kind: 'network' } }],
      complete: false,
    });
    expect(under.pauses).toHaveLength(2);
    expect(under.pauses[1]!).toBeGreaterThan(under.pauses[0]!);
    // When all is over nothing moves any more, whatever the pauses are.
    under.clock.advance({ days: 2 });
    under.simulator.plan({ action: 'QueryJobsWithResult', kind: 'malformed', params: { PageNumber: '3' }, times: 2 });
    expect((await sweep()).report.complete).toBe(true);
  });

  it('name all that is left when every page would fail', async () => {
    under.simulator.plan({
      action: 'QueryJobsWithResult',
      kind: 'status',
      status: 403,
      code: 'Forbidden.RAM',
      skip: 1,
      times: 9,
    });
    const { report } = await sweep();
    expect(report.failed_pages.map((one) => [one.page, one.trouble.reason])).toEqual([
      [2, 'not_permitted'],
      [3, 'not_permitted'],
    ]);
    expect(pagesAsked()).toEqual([1, 2]);
    under.simulator.clearFaults();
    under.simulator.plan({ action: 'QueryJobsWithResult', kind: 'says_no', code: '4008', skip: 1, times: 99 });
    const small = await sweep({ page_size: 10 });
    // Three in a row are enough to leave the dialer in peace.
    expect(small.report.failed_pages.map((one) => one.page)).toEqual(Array.from({ length: 24 }, (_, at) => at + 2));
    expect(pagesAsked().slice(2)).toEqual([1, 2, 3, 4]);
  });

  it('are carried on past single pages that fail, however many', async () => {
    for (const page of ['2', '4', '6', '8'])
      under.simulator.plan({
        action: 'QueryJobsWithResult',
        kind: 'says_no',
        code: '4008',
        params: { PageNumber: page },
      });
    const { report } = await sweep({ page_size: 25 });
    expect(report.failed_pages.map((one) => one.page)).toEqual([2, 4, 6, 8]);
    expect(report).toMatchObject({ seen: 150, pages_read: 6, complete: false });
  });

  it('name a line that cannot be read and hand the others over', async () => {
    const List = [{ Id: 'job-1', Status: 'Succeeded' }, { Status: 'Failed' }, { Id: 7 }, null];
    const body = JSON.stringify({ Success: true, Jobs: { PageCount: 1, RowCount: 4, List } });
    const server = createServer((_request, response) => response.end(body));
    await new Promise<void>((resolve) => {
      server.listen(0, '127.0.0.1', resolve);
    });
    const { port } = server.address() as { port: number };
    const odd = await openDialer({ dialer: { url: `http://127.0.0.1:${port}/` } });
    const taken: string[] = [];
    const report = await odd.dialer.readResults('g', (jobs) => {
      taken.push(...jobs.map((job) => job.job_id));
      return Promise.resolve();
    });
    expect(taken).toEqual(['job-1']);
    expect(report).toMatchObject({ seen: 1, unreadable: ['?', '7', '?'], complete: false });
    await odd.close();
    server.closeAllConnections();
    server.close();
  });

  it('end when whoever takes them fails', async () => {
    await expect(sweep({}, () => Promise.reject(new Error('the database is away')))).rejects.toThrow(
      'the database is away',
    );
    expect(pagesAsked()).toEqual([1]);
  });

  it('end when they are given up', async () => {
    const stop = new AbortController();
    const { report } = await sweep({ signal: stop.signal }, () => stop.abort());
    expect(report).toMatchObject({ seen: 100, complete: false });
    expect(report.failed_pages.map((one) => [one.page, one.trouble.reason])).toEqual([
      [2, 'cancelled'],
      [3, 'cancelled'],
    ]);
  });

  it('can be asked for by state', async () => {
    under.clock.advance({ hours: 9 });
    const [all, failed] = [await sweep(), await sweep({ state: 'failed' })];
    expect(failed.jobs.every((job) => job.state === 'failed')).toBe(true);
    expect(failed.ids.toSorted()).toEqual(
      all.jobs
        .filter((job) => job.state === 'failed')
        .map((job) => job.job_id)
        .toSorted(),
    );
  });
});

describe('jobs in full', () => {
  it('are asked for by 99 and told apart from those nobody knows', async () => {
    const { ids } = await sweep();
    const { jobs, missing, failed } = await under.dialer.readJobs([...ids, 'job-nobody-knows', ids[0]!]);
    expect([jobs.length, missing, failed]).toEqual([250, ['job-nobody-knows'], []]);
    const asked = under.simulator.calls.filter((call) => call.action === 'ListJobs');
    expect(asked.map((call) => Object.keys(call.params).length - 1)).toEqual([99, 99, 53]);
    expect(await under.dialer.readJobs([])).toEqual({ jobs: [], missing: [], failed: [] });
  });

  it('name those whom a call could not bring', async () => {
    const { ids } = await sweep();
    under.simulator.plan({ action: 'ListJobs', kind: 'says_no', code: '4008', skip: 1 });
    const { jobs, missing, failed } = await under.dialer.readJobs(ids);
    expect(jobs.length).toBe(151);
    expect(missing).toEqual([]);
    expect(failed).toMatchObject([{ job_ids: ids.slice(99, 198), trouble: { kind: 'business', vendor_code: '4008' } }]);
  });
});

describe('the three shapes of a job', () => {
  const NAMES = [
    'Id',
    'JobId',
    'Status',
    'LatestTask',
    'Tasks',
    'Contacts',
    'Contact',
    'Conversation',
    'EndReason',
    'PlanedTime',
    'TaskId',
  ];
  const anything = fc.anything({
    key: fc.constantFrom(...NAMES, '__proto__', 'toString'),
    maxDepth: 5,
    withNullPrototype: true,
  });

  it('are read without a throw, whatever comes', () => {
    fc.assert(
      fc.property(anything, (raw) => {
        for (const read of [readResultJob, readDetailedJob, readListedJob]) read(raw);
        readPage({ Jobs: raw }, 'Jobs', 100);
      }),
      { numRuns: 500 },
    );
  });

  it('are not taken for each other', () => {
    const result = { Id: 'j', Status: 'Succeeded' };
    const detail = { JobId: 'j', Status: 'Succeeded', Tasks: [] };
    expect([readResultJob(detail), readDetailedJob(result), readListedJob(result)]).toEqual([null, null, null]);
  });

  it('bear what the vendor leaves out, writes as a number, or says in new words', () => {
    expect(
      readResultJob({
        Id: 'j',
        Status: 2,
        LatestTask: { Status: 'SucceededDreaming', CallDuration: '61000', Contact: null },
      }),
    ).toEqual({
      job_id: 'j',
      state: 'succeeded',
      failure: null,
      reference_id: null,
      phone: null,
      latest: {
        state: 'unknown',
        called_at: null,
        seconds: 61,
        answered: null,
        rejected: false,
        hung_up_by: null,
        end_reason: null,
        labels: [],
      },
    });
    expect(readResultJob({ Id: 'j', Status: 'Dreaming' })).toMatchObject({ state: 'unknown', latest: null });
    const job = readDetailedJob({
      JobId: 'j',
      Status: 'Failed',
      EndReason: '5',
      CalledNumber: '13800000000',
      Tasks: [
        { TaskId: 't2', Status: 'Busy', ActualTime: 2000 },
        { TaskId: 't3', Status: 'Executing', PlanedTime: 0, Conversation: 'none' },
        {
          TaskId: 't1',
          Status: 20,
          PlanedTime: 1000,
          EndReason: 'CLIENT_HANGUP',
          Conversation: [{ Speaker: 'Agent', Script: '我是人工' }, { Speaker: 'Robot', Script: '  ' }, 'x'],
        },
        'odd',
      ],
    })!;
    expect(job).toMatchObject({ end_reason: 'contact_left', phone: '13800000000', group_id: '' });
    expect(job.dials.map((dial) => dial.task_id)).toEqual(['t1', 't2', 't3']);
    expect(job.dials[0]).toMatchObject({
      state: 'reached_finished',
      end_reason: 'contact_left',
      conversation: [{ speaker: 'other', text: '我是人工', at: null }],
    });
    expect(job.dials[2]!.planned_at).toBeNull();
  });

  it('leave out a line that has no id, and say so', async () => {
    const page = readPage(
      { Jobs: { List: [{ Id: 'a' }, { Id: '' }, { id: 'b' }], PageCount: 1, RowCount: 3 } },
      'Jobs',
      100,
    );
    expect(page!.rows.map(readResultJob).map((job) => job?.job_id ?? null)).toEqual(['a', null, null]);
  });
});
