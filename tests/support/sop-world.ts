import { expect } from 'vitest';
import { forkEm } from '../../db/orm.ts';
import { query } from '../../db/query.ts';
import type { ChannelPort } from '../../domain/messaging/channel.port.ts';
import { watchSop } from '../../domain/sop/running/watch-sop.job.ts';
import { createGeweChannel } from '../../integrations/channels/gewe/create-gewe-channel.ts';
import {
  startGeweSimulator,
  type GeweSimulator,
} from '../../integrations/channels/gewe/simulator/start-gewe-simulator.ts';
import type { AccountView } from '../../kernel/contracts/messaging.ts';
import { SopContent, type SopSettings, type SopStep, type SopTriggerConfig } from '../../kernel/contracts/sop.ts';
import { newId } from '../../kernel/ids.ts';
import type { ServiceOverrides } from '../../server/start-service.ts';
import { FakeClock } from './fake-clock.ts';
import { GEWE_TOKEN, wordJudge } from './sop-judge.ts';
import { testService, type TestClient, type TestService } from './service.ts';

export { wordJudge };

/** A step as a version keeps it; what is left out is filled in. */
export type StepDraft = Partial<Omit<SopStep, 'next_steps' | 'config'>> &
  Pick<SopStep, 'id' | 'action_type'> & { config?: object; next_steps?: SopStep['next_steps'] | string[] };

export interface TemplateDraft {
  readonly name?: string;
  readonly steps: readonly StepDraft[];
  readonly trigger?: Partial<SopTriggerConfig>;
  readonly settings?: Partial<SopSettings>;
  readonly target?: object;
}

/** A service in front of the GeWe simulator with one account and its friends, on a clock that stands still. */
export interface SopWorld extends TestService {
  readonly simulator: GeweSimulator;
  readonly admin: TestClient;
  readonly account: string;
  /** Writes a template with one version, active. */
  template(draft: TemplateDraft): Promise<string>;
  /** A friend is there to be written to; @returns the ids by which sequences name them. */
  friend(wxid: string): Promise<{ person: string; conversation: string }>;
  start(templateId: string, person: string, more?: object): Promise<string>;
  instance(id: string): Promise<InstanceState>;
  tasks(id: string): Promise<TaskState[]>;
  /** The contact writes. */
  say(wxid: string, text: string): Promise<void>;
  /** A colleague writes to the contact on the phone. */
  byHand(wxid: string, text: string): Promise<void>;
  /** Time passes, second by second where something is due, and everything that falls due is done. */
  pass(by: { seconds?: number; minutes?: number; hours?: number; days?: number }): Promise<void>;
  /** The watch of sequences looks, and asks the vendor what it does not tell. */
  ask(): Promise<void>;
  /** What the contact got, in order. */
  got(wxid: string): string[];
  sql<Row extends object>(text: string, params?: readonly unknown[]): Promise<Row[]>;
}

export interface InstanceState {
  readonly status: string;
  readonly step_id: string | null;
  readonly waits_for: string | null;
  readonly pause_reason: string | null;
  readonly error: string | null;
  readonly due_at: string | null;
  readonly result: { outcome?: string; reason?: string } | null;
  readonly variables: Record<string, unknown>;
}

export interface TaskState {
  readonly seq: number;
  readonly step_id: string;
  readonly status: string;
  readonly way: string | null;
  readonly reason: string;
}

const nameOf = (wxid: string): string => wxid.replace('wxid_f', '朋友');

export interface SopWorldOptions {
  /** People each account knows: `wxid_f0`, `wxid_f1`, … */
  readonly friends?: number;
  /** Changes the channel the service uses. */
  readonly channel?: (made: ChannelPort) => ChannelPort;
  /** Who judges replies: a few words, or the service's own (without a model the built-in rules). */
  readonly judge?: 'words' | 'own';
}

export async function sopWorld(overrides: ServiceOverrides = {}, options: SopWorldOptions = {}): Promise<SopWorld> {
  const { friends = 40, channel: changed = (made) => made, judge = 'words' } = options;
  const contacts = Array.from({ length: friends }, (_unused, at) => `wxid_f${at}`).map((wxid) => ({
    wxid,
    nickName: nameOf(wxid),
  }));
  const clock = new FakeClock();
  const simulator = await startGeweSimulator({
    clock,
    token: GEWE_TOKEN,
    devices: [
      { appId: 'wx_one', wxid: 'wxid_own', nickName: '小枢', contacts },
      { appId: 'wx_two', wxid: 'wxid_two', nickName: '小枢二号', contacts },
    ],
  });
  const channel = changed(createGeweChannel({ url: simulator.url, token: GEWE_TOKEN, clock }));
  const world = await testService(
    {},
    {
      clock,
      channels: new Map([['gewe', channel]]),
      sop: { ...(judge === 'words' ? { judge: wordJudge } : {}), collectMs: 2000, ...overrides.sop },
      ...Object.fromEntries(Object.entries(overrides).filter(([key]) => key !== 'sop')),
    },
  );
  const admin = await world.as('administrator');
  const { parts } = world.service;
  const sql = async <Row extends object>(text: string, params: readonly unknown[] = []): Promise<Row[]> =>
    await query<Row>(forkEm(parts.orm), text, params);
  const account = await addAccount(admin, 'wx_one', 'wxid_own');
  const hook = await admin.call<{ path: string }>('GET', `/api/v1/messaging/accounts/${account}/callback`);
  await pointCallback(simulator, `${world.url}${hook.body.path}/message`);
  const settleTime = async (): Promise<void> => {
    // What the vendor does after its answer (echoes) is due at once by its own clock.
    for (let round = 0; round < 20; round += 1) {
      await simulator.time.advance(0);
      if ((await world.service.parts.engine.drain(clock.now())) === 0) return;
    }
  };
  const pass: SopWorld['pass'] = async (by) => {
    const seconds = (by.seconds ?? 0) + 60 * (by.minutes ?? 0) + 3600 * (by.hours ?? 0) + 86_400 * (by.days ?? 0);
    const end = clock.now().getTime() + seconds * 1000;
    await settleTime();
    for (;;) {
      const [next] = await sql<{ at: string | null }>(
        `select iso(min(start_after)) as at from pgboss.job where state in ('created', 'retry') and start_after <> created_on and start_after > $1`,
        [clock.now()],
      );
      const at = next?.at ? Math.max(Date.parse(next.at), clock.now().getTime() + 1) : Infinity;
      if (at > end) break;
      clock.set(new Date(at));
      await simulator.time.advance(0);
      await settleTime();
    }
    clock.set(new Date(end));
    await simulator.time.advance(0);
    await settleTime();
  };
  return {
    ...world,
    clock,
    simulator,
    admin,
    account,
    sql,
    pass,
    template: async (draft) => await addTemplate(sql, clock, draft),
    friend: async (wxid) => await addFriend(sql, clock, account, wxid),
    start: async (template_id, contact_id, more = {}) => {
      const made = await admin.call<{ id: string }>('POST', '/api/v1/sop/instances', {
        template_id,
        wechat_account_id: account,
        contact_id,
        ...more,
      });
      expect(made.status, JSON.stringify(made.body)).toBe(201);
      return made.body.id;
    },
    instance: async (id) =>
      (
        await sql<InstanceState>(
          `select status, step_id, waits_for, pause_reason, error, iso(due_at) as due_at, result, variables from sop_instances where id = $1`,
          [id],
        )
      )[0]!,
    tasks: async (id) =>
      await sql<TaskState>(
        'select seq, step_id, status, way, reason from sop_tasks where instance_id = $1 order by seq',
        [id],
      ),
    say: async (wxid, text) => {
      await simulator.say({ device: 'wx_one', from: wxid, text });
      await settleTime();
    },
    byHand: async (wxid, text) => {
      await simulator.say({ device: 'wx_one', from: 'wxid_own', to: wxid, text });
      await settleTime();
    },
    ask: async () => {
      await parts.engine.enqueue(forkEm(parts.orm), watchSop, {}, { singletonKey: `ask ${newId()}` });
      await settleTime();
    },
    got: (wxid) =>
      simulator.ledger
        .of('delivery')
        .filter(({ to }) => to === wxid)
        .map(({ text }) => text),
    stop: async () => {
      await world.stop();
      await simulator.close();
    },
  };
}

async function addAccount(admin: TestClient, external_id: string, own_id: string): Promise<string> {
  const made = await admin.call<AccountView>('POST', '/api/v1/messaging/accounts', {
    channel: 'gewe',
    external_id,
    own_id,
    name: external_id === 'wx_one' ? '小枢' : '小枢二号',
    owner_id: admin.userId,
  });
  expect(made.status, JSON.stringify(made.body)).toBe(201);
  return made.body.id;
}

/** The vendor calls back at the address of the account. */
async function pointCallback(simulator: GeweSimulator, url: string): Promise<void> {
  const answer = await fetch(`${simulator.url}/login/setCallback`, {
    method: 'POST',
    headers: { 'content-type': 'application/json', 'X-GEWE-TOKEN': GEWE_TOKEN },
    body: JSON.stringify({ token: GEWE_TOKEN, callbackUrl: url }),
  });
  expect(((await answer.json()) as { ret: number }).ret).toBe(200);
}

type Sql = SopWorld['sql'];

async function addTemplate(sql: Sql, clock: FakeClock, draft: TemplateDraft): Promise<string> {
  const [id, version] = [newId(), newId()];
  const steps = draft.steps.map((step, at) => ({
    name: step.id,
    delay_minutes: 0,
    delay_until: null,
    conditions: null,
    config: {},
    ...step,
    next_steps: (step.next_steps ?? (draft.steps[at + 1] ? [{ to: draft.steps[at + 1]!.id }] : [])).map((next) =>
      typeof next === 'string' ? { to: next } : next,
    ),
  }));
  const content = SopContent.parse({
    steps,
    trigger_config: { conditions: null, re_entry: { rule: 'parallel' }, ...draft.trigger },
    target_config: { conditions: null, ...draft.target },
    settings: draft.settings ?? {},
  });
  const name = draft.name ?? `流程 ${id.slice(-6)}`;
  await sql(
    `insert into sop_templates (id, name, description, sop_type, category, tags, status, active_number, newest_number, created_at, updated_at)
     values ($1, $2, '', 'welcome', '测试', '{}', 'active', 1, 1, $3, $3)`,
    [id, name, clock.now()],
  );
  await sql(
    `insert into sop_template_versions (id, template_id, number, content, note, created_at) values ($1, $2, 1, $3, '', $4)`,
    [version, id, JSON.stringify(content), clock.now()],
  );
  return id;
}

async function addFriend(
  sql: Sql,
  clock: FakeClock,
  account: string,
  wxid: string,
): Promise<{ person: string; conversation: string }> {
  const known = await sql<{ person: string; conversation: string }>(
    `select person_id as person, id as conversation from channel_conversation where account_id = $1 and external_id = $2`,
    [account, wxid],
  );
  if (known[0]) return known[0];
  const [person, conversation] = [newId(), newId()];
  const name = nameOf(wxid);
  await sql(
    `insert into channel_person (id, channel, place, external_id, name, stable, created_at, updated_at)
     values ($1, 'gewe', '', $2, $3, true, $4, $4)`,
    [person, wxid, name, clock.now()],
  );
  await sql(
    `insert into channel_conversation (id, channel, kind, place, external_id, name, stable, account_id, person_id, created_at, updated_at)
     values ($1, 'gewe', 'person', $2::text, $3, $4, true, $2::uuid, $5, $6, $6)`,
    [conversation, account, wxid, name, person, clock.now()],
  );
  await sql(
    'insert into conversation_account (conversation_id, account_id, first_seen_at, last_seen_at) values ($1, $2, $3, $3)',
    [conversation, account, clock.now()],
  );
  return { person, conversation };
}
