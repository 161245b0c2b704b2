import { createAliyunDialer } from '../../../integrations/dialer/aliyun-outbound/create-aliyun-dialer.ts';
import type { AliyunDialerOptions } from '../../../integrations/dialer/aliyun-outbound/options.ts';
import type { SimulatorSettings } from '../../../integrations/dialer/aliyun-outbound/simulator/settings.ts';
import {
  startOutboundSimulator,
  type OutboundSimulator,
} from '../../../integrations/dialer/aliyun-outbound/simulator/start-outbound-simulator.ts';
import { CallPlan } from '../../../domain/calls/call-plan.ts';
import type { CallContact } from '../../../domain/calls/call-contact.ts';
import type { Answered, Deed, DialerPort } from '../../../domain/calls/dialer.port.ts';
import type { JobDetail, JobResult } from '../../../domain/calls/call-results.ts';
import type { DialerTrouble } from '../../../domain/calls/dialer-trouble.ts';
import { seededRandom } from '../../../kernel/random.ts';
import { FakeClock } from '../../support/fake-clock.ts';
import { logLines } from '../../support/log-lines.ts';

export const KEY_ID = 'LTAI5tFakeKeyIdOfTests';
export const KEY_SECRET = 'fakeSecretOfTheTests9876543210';
const INSTANCE = 'instance-of-tests';

/** A dialer on its simulator, at 10:20 of a Wednesday by the clock both share. */
export interface DialerUnderTest {
  readonly dialer: DialerPort;
  readonly simulator: OutboundSimulator;
  readonly clock: FakeClock;
  /** Every pause the adapter made, in milliseconds. The clock moved on by it. */
  readonly pauses: number[];
  readonly log: () => string;
  close(): Promise<void>;
}

export interface OpenOptions {
  readonly settings?: Partial<SimulatorSettings>;
  readonly dialer?: Partial<AliyunDialerOptions>;
  readonly seed?: number;
}

export async function openDialer({ settings, dialer, seed }: OpenOptions = {}): Promise<DialerUnderTest> {
  const clock = new FakeClock();
  const key = { accessKeyId: KEY_ID, accessKeySecret: KEY_SECRET, instanceId: INSTANCE };
  const simulator = await startOutboundSimulator({
    clock,
    ...key,
    ...(settings ? { settings } : {}),
    ...(seed === undefined ? {} : { seed }),
  });
  const pauses: number[] = [];
  const { logger, lines } = logLines();
  const port = createAliyunDialer({
    url: simulator.url,
    ...key,
    // Fast enough that the pace does not move the clock; the pace has a test of its own.
    callsPerSecond: 1_000_000,
    timeoutMs: 5000,
    clock,
    random: seededRandom(7),
    logger,
    pause: (ms, signal) => {
      signal?.throwIfAborted();
      if (ms >= 1) {
        pauses.push(ms);
        clock.advance({ seconds: ms / 1000 });
      }
      return Promise.resolve();
    },
    ...dialer,
  });
  return { dialer: port, simulator, clock, pauses, log: () => JSON.stringify(lines()), close: () => simulator.close() };
}

export const PLAN: CallPlan = CallPlan.parse({
  name: '十一月老客户回访 #1',
  script_id: 'script-1',
  calling_numbers: ['057188880001'],
  working_hours: [{ from: '09:00', to: '20:00' }],
  retry: { attempts_per_day: 3, minutes_between: 30 },
  not_again_after: {},
});

/** Person `number`: 13800000001 for 1. */
export function person(number: number, change: Partial<CallContact> = {}): CallContact {
  const digits = String(number).padStart(8, '0');
  return {
    reference_id: `lead-${number}`,
    phone: `138${digits}`,
    name: `客户${number}`,
    honorific: '女士',
    variables: { 产品: '企业版' },
    ...change,
  };
}

export const people = (count: number): CallContact[] => Array.from({ length: count }, (_, at) => person(at + 1));

/** What was answered. @throws Error with the trouble when it was refused or unknown */
export function valueOf<T>(answer: Deed<T> | Answered<T>): T {
  if (answer.state !== 'ok') throw new Error(`${answer.state}: ${JSON.stringify(answer.trouble)}`);
  return answer.value;
}

/** Why it was not done. @throws Error when it was */
export function troubleOf(answer: Deed<unknown>): DialerTrouble & { readonly state: 'refused' | 'unknown' } {
  if (answer.state === 'ok') throw new Error('it was done');
  return { state: answer.state, ...answer.trouble };
}

/** Makes a group and hands people over in batches. */
export async function callPeople(
  { dialer }: Pick<DialerUnderTest, 'dialer'>,
  contacts: readonly CallContact[],
  plan: Partial<CallPlan> = {},
): Promise<string> {
  const { group_id } = valueOf(await dialer.createGroup({ ...PLAN, ...plan }));
  for (const batch of dialer.cutBatches(contacts)) valueOf(await dialer.assign(group_id, batch));
  return group_id;
}

/** All results of a group by reference id; those not dialled yet under their job's id. */
export async function resultsOf(
  { dialer }: Pick<DialerUnderTest, 'dialer'>,
  group: string,
): Promise<Map<string, JobResult>> {
  const found = new Map<string, JobResult>();
  await dialer.readResults(group, (jobs) => {
    for (const job of jobs) found.set(job.reference_id ?? job.job_id, job);
    return Promise.resolve();
  });
  return found;
}

/** All jobs of a group in full, by reference id. */
export async function detailsOf(
  under: Pick<DialerUnderTest, 'dialer'>,
  group: string,
): Promise<Map<string, JobDetail>> {
  const ids = Array.from((await resultsOf(under, group)).values(), (job) => job.job_id);
  const { jobs, missing, failed } = await under.dialer.readJobs(ids);
  if (missing.length > 0 || failed.length > 0) throw new Error('not every job could be read');
  return new Map(jobs.map((job) => [job.reference_id!, job]));
}
