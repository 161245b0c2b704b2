import { expect } from 'vitest';
import { SOP_LIBRARY } from '../../domain/sop/library/registry.ts';
import { localMinute } from '../../kernel/time-phrases/local-day.ts';
import { newId } from '../../kernel/ids.ts';
import type { SopWorld } from './sop-world.ts';

/** One way through a ready template: what the contact answers where the sequence waits, and where that leads. */
export interface Course {
  /** What happens, in words. */
  readonly name: string;
  /** What the contact writes at a wait, five minutes after the sequence came there. */
  readonly says?: Readonly<Record<string, string>>;
  readonly variables?: Readonly<Record<string, string>>;
  /** Days after the course's beginning on which the sequence is started; until then the contact is known and silent. */
  readonly silentDays?: number;
  /** What else is done at a step, once, as soon as the sequence stands there. */
  readonly at?: Readonly<Record<string, (world: SopWorld, person: Person) => Promise<void>>>;
  /** Which variant of a split the contact is in. */
  readonly variant?: string;
  readonly prepare?: (world: SopWorld, person: Person) => Promise<void>;
  /** The steps that were taken, in order; one with a `-` was passed over. */
  readonly steps: string;
  readonly outcome: string;
}

export interface Person {
  readonly wxid: string;
  readonly person: string;
  readonly conversation: string;
}

interface LibraryStep {
  readonly id: string;
  readonly action_type: string;
  readonly content?: string;
  readonly next_steps?: readonly (string | { to: string; way?: string })[];
}

/** What became of a course. */
export interface Walked {
  readonly course: Course;
  readonly who: Person;
  readonly template: string;
  readonly startAt: number;
  id?: string;
  readonly done: Set<string>;
}

const MINUTE = 60_000;
const DAY = 86_400_000;
const ROUNDS = 3000;
/** Friends of the simulated account. */
const FRIENDS = 40;

/**
 * Takes ready templates from the library, activates them and walks all their courses on one time line, one course of a template
 * a day: what a real organisation would see in its first weeks.
 */
export async function walkCourses(
  world: SopWorld,
  table: Readonly<Record<string, readonly Course[]>>,
): Promise<Map<Course, Walked>> {
  const walks: Walked[] = [];
  const begin = world.clock.now().getTime();
  for (const [library, courses] of Object.entries(table)) {
    const template = await activeFromLibrary(world, library);
    for (const [day, course] of courses.entries()) {
      const who = await friendOf(world, walks, template, course);
      await course.prepare?.(world, who);
      const startAt = begin + (day + (course.silentDays ?? 0)) * DAY + 1000;
      walks.push({ course, who, template, startAt, done: new Set() });
    }
  }
  const says: { at: number; wxid: string; text: string }[] = [];
  for (let round = 0; ; round += 1) {
    expect(round, 'the courses come to their ends').toBeLessThan(ROUNDS);
    const now = world.clock.now().getTime();
    let begun = false;
    for (const walk of walks)
      if (!walk.id && walk.startAt <= now) {
        const { variables } = walk.course;
        walk.id = await world.start(walk.template, walk.who.person, variables ? { variables } : {});
        begun = true;
      }
    for (const due of says.filter(({ at }) => at <= now)) {
      says.splice(says.indexOf(due), 1);
      await world.say(due.wxid, due.text);
    }
    const open = await world.sql<{ id: string; step_id: string | null; waits_for: string | null }>(
      `select id, step_id, waits_for from sop_instances where status in ('pending', 'executing')`,
    );
    for (const { id, step_id: step, waits_for: waits } of open) {
      const walk = walks.find((one) => one.id === id)!;
      if (step === null || walk.done.has(step)) continue;
      const deed = walk.course.at?.[step];
      if (deed) await deed(world, walk.who);
      const text = walk.course.says?.[step];
      if (text !== undefined && waits === 'reply')
        says.push({ at: world.clock.now().getTime() + 5 * MINUTE, wxid: walk.who.wxid, text });
      if (deed || (text !== undefined && waits === 'reply')) walk.done.add(step);
    }
    if (open.length === 0 && walks.every(({ id }) => id) && says.length === 0) break;
    const [job] = await world.sql<{ at: string | null }>(
      `select iso(min(start_after)) as at from pgboss.job where state in ('created', 'retry') and start_after <> created_on and start_after > $1`,
      [world.clock.now()],
    );
    const starts = walks.filter(({ id }) => !id).map(({ startAt }) => startAt);
    const next = Math.min(job?.at ? Date.parse(job.at) : Infinity, ...starts, ...says.map(({ at }) => at));
    // What was told just now is due at once; without anything later a second is enough for it.
    const later = Math.min(next, world.clock.now().getTime() + (begun ? 1000 : Infinity));
    expect(later, 'somebody comes for every open instance').toBeLessThan(Infinity);
    await world.pass({ seconds: (later - world.clock.now().getTime()) / 1000 });
  }
  return new Map(walks.map((walk) => [walk.course, walk]));
}

/** A friend who is in no course yet; where the course is one of a variant, one of those the hash puts there. */
async function friendOf(
  world: SopWorld,
  walks: readonly Walked[],
  template: string,
  { variant }: Course,
): Promise<Person> {
  for (let n = 0; n < FRIENDS; n += 1) {
    const wxid = `wxid_f${n}`;
    if (walks.some(({ who }) => who.wxid === wxid)) continue;
    const who = { wxid, ...(await world.friend(wxid)) };
    if (variant === undefined) return who;
    const played = await world.admin.call<{ timeline: { step_id: string | null }[] }>(
      'POST',
      `/api/v1/sop/templates/${template}/simulate`,
      { target: { wechat_account_id: world.account, contact_id: who.person }, replies: [] },
    );
    if (played.body.timeline.some(({ step_id: step }) => step === variant)) return who;
  }
  throw new Error(`no friend in ${variant}`);
}

/** @returns the template's id */
export async function activeFromLibrary(world: SopWorld, library: string): Promise<string> {
  const taken = await world.admin.call<{ id: string }>('POST', `/api/v1/sop/library/${library}`);
  expect(taken.status, JSON.stringify(taken.body)).toBe(201);
  const active = await world.admin.call('POST', `/api/v1/sop/templates/${taken.body.id}/activate`);
  expect(active.status, JSON.stringify(active.body)).toBe(200);
  return taken.body.id;
}

/** Checks one course against the ledger of the vendor: the steps, the texts, each once, in order, at hours people are awake. */
export async function checkCourse(world: SopWorld, library: string, { course, who, id }: Walked): Promise<void> {
  const instance = await world.instance(id!);
  const tasks = await world.tasks(id!);
  const steps = tasks.map(({ step_id, status }) => (status === 'skipped' ? `-${step_id}` : step_id)).join(' ');
  expect(`${steps} = ${instance.result?.outcome}`, JSON.stringify({ instance, tasks })).toBe(
    `${course.steps} = ${course.outcome}`,
  );
  const sent = world.simulator.ledger.of('delivery').filter(({ to }) => to === who.wxid);
  // What was passed over, or taken back on its way, did not leave.
  const left = new Set(tasks.flatMap(({ step_id, status }) => (status === 'completed' ? [step_id] : [])));
  const texts = stepsOf(library).flatMap(({ id: step, action_type: action, content }) =>
    action === 'send_message' && left.has(step) ? [[step, content!] as const] : [],
  );
  const wanted = course.steps.split(' ').flatMap((step) => texts.filter(([one]) => one === step));
  expect(sent).toHaveLength(wanted.length);
  for (const [at, delivery] of sent.entries()) {
    const minute = localMinute(new Date(delivery.at)).slice(11);
    expect(minute >= '08:30' && minute < '21:30', `${wanted[at]![0]} at ${minute}`).toBe(true);
    expect(delivery.text).toBe(
      written(wanted[at]![1], {
        contact_name: `朋友${who.wxid.slice('wxid_f'.length)}`,
        account_nickname: '小枢',
        greeting: minute < '11' ? '上午好' : minute < '13' ? '中午好' : minute < '18' ? '下午好' : '晚上好',
        ...course.variables,
      }),
    );
  }
}

/** A text with its variables filled in, as somebody would do it by hand. */
function written(text: string, values: Readonly<Record<string, string>>): string {
  return text.replaceAll(/\{(\w+)(?:\|([^}]*))?\}/g, (_all, name: string, other?: string) => values[name] ?? other!);
}

function stepsOf(library: string): readonly LibraryStep[] {
  return SOP_LIBRARY.find(({ name }) => name === library)!.content.steps as readonly LibraryStep[];
}

/** Every arrow a template draws (`from -way-> to`); those without a way are `*`. */
export function arrowsOf(library: string): string[] {
  const steps = stepsOf(library);
  return steps.flatMap(({ id, action_type: action, next_steps: next }, at) => {
    const following = action !== 'end' && steps[at + 1] ? [steps[at + 1]!.id] : [];
    return (next ?? following).map((to) =>
      typeof to === 'string' ? `${id} -*-> ${to}` : `${id} -${to.way ?? '*'}-> ${to.to}`,
    );
  });
}

/** The arrows a course went along. */
export async function arrowsWalked(world: SopWorld, library: string, id: string): Promise<string[]> {
  const tasks = await world.tasks(id);
  const drawn = new Set(arrowsOf(library));
  return tasks.slice(1).map((task, at) => {
    const { step_id: from, way } = tasks[at]!;
    const named = `${from} -${way}-> ${task.step_id}`;
    return drawn.has(named) ? named : `${from} -*-> ${task.step_id}`;
  });
}

/** Makes the contact known to the CRM: a customer with a contact; @returns the customer. */
export async function knownToCrm(world: SopWorld, { person, wxid }: Person): Promise<string> {
  const customer = await world.admin.call<{ id: string }>('POST', '/api/v1/crm/customers', { name: `客户 ${newId()}` });
  expect(customer.status, JSON.stringify(customer.body)).toBe(201);
  const name = `朋友${wxid.slice('wxid_f'.length)}`;
  const contact = await world.admin.call<{ id: string }>('POST', '/api/v1/crm/contacts', {
    customer_id: customer.body.id,
    name,
  });
  expect(contact.status, JSON.stringify(contact.body)).toBe(201);
  await world.sql('update channel_person set contact_id = $2 where id = $1', [person, contact.body.id]);
  return customer.body.id;
}
