import fc from 'fast-check';
import { afterAll, beforeAll, expect, it } from 'vitest';
import { toAppError } from '../../kernel/errors.ts';
import { newId } from '../../kernel/ids.ts';
import { howOften } from '../support/how-often.ts';
import {
  cancelled,
  DELAY_MINUTES,
  held,
  jumped,
  migrated,
  MODEL_STEPS,
  passed,
  released,
  replied,
  retried,
  skipped,
  started,
  WAIT_MINUTES,
  type ModelInstance,
  type ModelStep,
} from '../support/sop-model.ts';
import { sopWorld, type SopWorld } from '../support/sop-world.ts';

const MINUTE = 60_000;
/** What the pace of sending and the seconds of jobs may shift; nothing is looked at so near to a timer. */
const SLACK = 3 * MINUTE;
const WXIDS = ['wxid_f0', 'wxid_f1', 'wxid_f2'] as const;
type Wxid = (typeof WXIDS)[number];

interface Model {
  online: boolean;
  version: number;
  instances: Map<Wxid, ModelInstance>;
}

interface Real {
  readonly world: SopWorld;
  readonly template: string;
  readonly ids: Map<Wxid, string>;
  /** Entries of the ledger that were there before this run. */
  readonly before: number;
  readonly progress: Map<Wxid, number>;
}

let world: SopWorld;
/** How many of the next turns of the runner break, and where. */
let crash: { at: string; left: number } = { at: '', left: 0 };

beforeAll(async () => {
  world = await sopWorld({
    sop: {
      collectMs: 0,
      fault: (point) => {
        if (crash.left === 0 || crash.at !== point) return;
        crash.left -= 1;
        // What a lost connection looks like: nothing of the turn is written, and somebody else takes it up.
        throw toAppError(Object.assign(new Error('the connection is gone'), { code: 'ECONNRESET' }));
      },
    },
  });
  // The rules of sending have tests of their own; here a message leaves when its step is taken.
  const { body } = await world.admin.call<{ version: number }>('GET', '/api/v1/messaging/send-policy');
  const free = { quiet_from: '00:00', quiet_to: '00:00', proactive_per_day: 100, proactive_per_hour: 100 };
  const saved = await world.admin.call('PUT', '/api/v1/messaging/send-policy', {
    ...body,
    ...free,
    same_text_per_hour: 1000,
  });
  expect(saved.status, JSON.stringify(saved.body)).toBe(200);
}, 60_000);
afterAll(async () => await world.stop());

const now = (): number => world.clock.now().getTime();

async function lookAt(model: Model, real: Real, jumpedNow?: Wxid): Promise<void> {
  for (const [wxid, one] of model.instances) {
    const row = await world.instance(real.ids.get(wxid)!);
    const stands = { status: row.status, step_id: row.step_id, waits_for: row.waits_for };
    expect(stands, wxid).toEqual({ status: one.status, step_id: one.step, waits_for: one.waits });
    expect(row.pause_reason, wxid).toBe(one.pause);
    if (one.waits !== null && !one.answered) {
      const due = Date.parse(row.due_at!);
      expect(
        Math.abs(due - one.due),
        `${wxid} is due ${row.due_at}, not ${new Date(one.due).toISOString()}`,
      ).toBeLessThan(SLACK);
      one.due = due;
    }
    const [{ progress } = { progress: 0 }] = await world.sql<{ progress: number }>(
      'select progress from sop_instances where id = $1',
      [real.ids.get(wxid)!],
    );
    if (jumpedNow !== wxid) expect(progress, wxid).toBeGreaterThanOrEqual(real.progress.get(wxid) ?? 0);
    real.progress.set(wxid, progress);
    expect(sentTo(real, wxid), wxid).toEqual(one.sends);
  }
}

function sentTo({ before }: Real, wxid: Wxid): string[] {
  const all = world.simulator.ledger.of('delivery').slice(before);
  return all.filter(({ to }) => to === wxid).map(({ text }) => text);
}

/** Lets the clock go on so far that every message has left and no timer is about to. */
async function settle(model: Model, minutes: number): Promise<void> {
  await world.pass({ minutes });
  for (const one of model.instances.values()) passed(one, now());
  const near = [...model.instances.values()].some(
    ({ status, waits, due }) => status === 'executing' && waits !== null && due - now() < 2 * SLACK,
  );
  if (near) await settle(model, 10);
}

type Post = (real: Real, wxid: Wxid) => Promise<{ status: number; body: { error?: { code: string } } }>;
const post =
  (deed: string, body: object = {}): Post =>
  async (real, wxid) =>
    await world.admin.call('POST', `/api/v1/sop/instances/${real.ids.get(wxid)!}/${deed}`, body);

/** @returns who jumped: only a jump may take progress back */
type Work = (model: Model, real: Real) => Promise<Wxid | undefined | void>;

class Deed implements fc.AsyncCommand<Model, Real> {
  readonly name: string;
  readonly can: (model: Model) => boolean;
  readonly work: Work;
  constructor(name: string, can: (model: Model) => boolean, work: Work) {
    this.name = name;
    this.can = can;
    this.work = work;
  }
  check(model: Readonly<Model>): boolean {
    return this.can(model);
  }
  async run(model: Model, real: Real): Promise<void> {
    const jumpedNow = await this.work(model, real);
    await settle(model, 2);
    await lookAt(model, real, jumpedNow ?? undefined);
  }
  toString(): string {
    return this.name;
  }
}

/** A deed on one instance that the model allows or refuses; the service says the same. */
const onOne = (
  name: string,
  wxid: Wxid,
  call: Post,
  work: (one: ModelInstance, at: number) => boolean,
  jumps = false,
): Deed =>
  new Deed(
    `${name}(${wxid})`,
    (model) => model.online && model.instances.has(wxid),
    async (model, real) => {
      const allowed = work(model.instances.get(wxid)!, now());
      const answer = await call(real, wxid);
      expect(answer.status < 300, `${name}: ${JSON.stringify(answer.body)}`).toBe(allowed);
      if (!allowed) expect(answer.status).toBe(409);
      return jumps ? wxid : undefined;
    },
  );

const wxids = fc.constantFrom(...WXIDS);
const deeds = [
  wxids.map(
    (wxid) =>
      new Deed(
        `start(${wxid})`,
        (model) => model.online && !model.instances.has(wxid),
        async (model, real) => {
          const { person } = await world.friend(wxid);
          real.ids.set(wxid, await world.start(real.template, person));
          model.instances.set(wxid, started(model.version, now()));
        },
      ),
  ),
  wxids.map(
    (wxid) =>
      new Deed(
        `reply(${wxid})`,
        (model) => model.instances.has(wxid),
        async (model) => {
          await world.pass({ seconds: 1 });
          replied(model.instances.get(wxid)!, now());
          await world.say(wxid, '收到');
        },
      ),
  ),
  fc.constantFrom(20, 47, 95, 400).map(
    (minutes) =>
      new Deed(
        `pass(${minutes} min)`,
        ({ instances }) => instances.size > 0,
        async (model) => await settle(model, minutes),
      ),
  ),
  wxids.map((wxid) => onOne('pause', wxid, post('pause'), (one, at) => held(one, 'by_hand', at))),
  wxids.map((wxid) => onOne('resume', wxid, post('resume'), released)),
  wxids.map((wxid) => onOne('cancel', wxid, post('cancel'), cancelled)),
  wxids.map((wxid) => onOne('skip', wxid, post('skip'), skipped)),
  wxids.map((wxid) => onOne('retry', wxid, post('retry'), retried)),
  fc
    .tuple(wxids, fc.constantFrom<ModelStep>(...MODEL_STEPS))
    .map(([wxid, step]) =>
      onOne(`jump to ${step}`, wxid, post('jump', { step_id: step }), (one, at) => jumped(one, step, at), true),
    ),
  fc.constant(
    new Deed(
      'edit',
      ({ instances }) => instances.size > 0,
      async (model, real) => {
        const path = `/api/v1/sop/templates/${real.template}`;
        const { body } = await world.admin.call<{ revision: number }>('GET', path);
        model.version += 1;
        const saved = await world.admin.call('PUT', path, { steps: stepsOf(model.version), revision: body.revision });
        expect(saved.status, JSON.stringify(saved.body)).toBe(200);
        const active = await world.admin.call('POST', `${path}/activate`);
        expect(active.status, JSON.stringify(active.body)).toBe(200);
      },
    ),
  ),
  wxids.map(
    (wxid) =>
      new Deed(
        `migrate(${wxid})`,
        ({ instances }) => instances.has(wxid),
        async (model, real) => {
          const allowed = migrated(model.instances.get(wxid)!, model.version);
          const answer = await post('migration')(real, wxid);
          expect(answer.status < 300, JSON.stringify(answer.body)).toBe(allowed);
        },
      ),
  ),
  fc.constant(
    new Deed(
      'offline',
      ({ online, instances }) => online && instances.size > 0,
      async (model) => {
        model.online = false;
        await world.simulator.setOnline('wx_one', false);
        await world.pass({ seconds: 1 });
        for (const one of model.instances.values()) held(one, 'account_offline', now());
      },
    ),
  ),
  fc.constant(
    new Deed(
      'online',
      ({ online }) => !online,
      async (model) => {
        await comeBack(model);
      },
    ),
  ),
  fc.tuple(fc.constantFrom('claimed', 'effect', 'carried', 'written'), fc.integer({ min: 1, max: 2 })).map(
    ([at, left]) =>
      new Deed(
        `crash ${left} times when ${at}`,
        () => true,
        () => {
          crash = { at, left };
          return Promise.resolve();
        },
      ),
  ),
];

async function comeBack(model: Model): Promise<void> {
  model.online = true;
  await world.simulator.setOnline('wx_one', true);
  await world.ask();
  for (const one of model.instances.values()) if (one.pause === 'account_offline') released(one, now());
}

function stepsOf(version: number): object[] {
  const say = (id: string, next: string[]) => ({
    id,
    name: id,
    action_type: 'send_message',
    content: `${id} ${version}`,
    next_steps: next,
  });
  return [
    say('hello', ['wait']),
    {
      id: 'wait',
      name: 'wait',
      action_type: 'wait_reply',
      timeout_minutes: WAIT_MINUTES,
      judge: false,
      next_steps: [
        { way: 'reply', to: 'thanks' },
        { way: 'no_reply', to: 'later' },
      ],
    },
    say('thanks', ['later']),
    { id: 'later', name: 'later', action_type: 'delay', delay_minutes: DELAY_MINUTES, next_steps: ['bye'] },
    say('bye', []),
  ];
}

async function fresh(): Promise<Real> {
  const made = await world.admin.call<{ id: string }>('POST', '/api/v1/sop/templates', {
    name: `模型 ${newId()}`,
    sop_type: 'follow_up',
    steps: stepsOf(1),
    trigger_config: { re_entry: { rule: 'parallel' } },
  });
  expect(made.status, JSON.stringify(made.body)).toBe(201);
  const active = await world.admin.call('POST', `/api/v1/sop/templates/${made.body.id}/activate`);
  expect(active.status, JSON.stringify(active.body)).toBe(200);
  const before = world.simulator.ledger.of('delivery').length;
  return { world, template: made.body.id, ids: new Map(), before, progress: new Map() };
}

it(
  'goes the way the model goes, whatever is done to it in whatever order',
  async () => {
    await fc.assert(
      fc.asyncProperty(fc.commands(deeds, { maxCommands: 14 }), async (commands) => {
        crash = { at: '', left: 0 };
        const real = await fresh();
        const model: Model = { online: true, version: 1, instances: new Map() };
        try {
          await fc.asyncModelRun(() => ({ model, real }), commands);
          if (!model.online) await comeBack(model);
          // No timer is lost: whatever still runs comes to its end by itself.
          await settle(model, 300);
          await lookAt(model, real);
          for (const one of model.instances.values()) expect(one.status).not.toBe('executing');
        } finally {
          crash = { at: '', left: 0 };
          await world.simulator.setOnline('wx_one', true);
          await world.ask();
          for (const wxid of real.ids.keys()) await post('cancel')(real, wxid);
          await world.pass({ days: 1 });
        }
      }),
      {
        numRuns: howOften(6, 150),
        endOnFailure: true,
        ...(process.env['MODEL_SEED'] ? { seed: Number(process.env['MODEL_SEED']) } : {}),
      },
    );
  },
  howOften(120_000, 3_600_000),
);
