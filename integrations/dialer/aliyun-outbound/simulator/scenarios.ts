import { z } from 'zod';
import type { Random } from '../../../../kernel/random.ts';
import { FAILURE_REASON, TASK_STATUS } from '../wire-words.ts';
import calls from './calls.zh.json' with { type: 'json' };

export type TaskStatus = keyof typeof TASK_STATUS;
export type JobFailure = keyof typeof FAILURE_REASON;

const statuses = Object.keys(TASK_STATUS) as [TaskStatus, ...TaskStatus[]];
const failures = Object.keys(FAILURE_REASON) as [JobFailure, ...JobFailure[]];

/** A conversation: the robot begins, then they take turns. */
export interface ScriptedCall {
  readonly name: string;
  readonly ends: TaskStatus;
  readonly label: string;
  readonly turns: readonly string[];
}

export const SCRIPTED_CALLS: readonly ScriptedCall[] = z
  .array(z.object({ name: z.string(), ends: z.enum(statuses), label: z.string(), turns: z.array(z.string()).min(1) }))
  .parse(calls);

/** What happens when a number is dialled, dial by dial; the last one stands for all that follow. */
export const Scenario = z.object({
  dials: z
    .array(
      z.object({
        status: z.enum(statuses),
        /** Name of a conversation in `calls.zh.json`. */
        call: z.string().optional(),
        /** Pushed away while it rang. */
        rejected: z.boolean().optional(),
      }),
    )
    .min(1),
  /** The reason the job fails with, instead of the one that goes with its last dial. */
  failure: z.enum(failures).optional(),
  /** The job stays a draft and is never dialled. */
  drafted: z.boolean().optional(),
});
export type Scenario = z.infer<typeof Scenario>;
export type ScriptedDial = Scenario['dials'][number];

const SCENARIO_NAMES = {
  reached: [{ status: 'SucceededFinish' }],
  no_answer_then_reached: [{ status: 'NoAnswer' }, { status: 'SucceededFinish' }],
  busy_twice_then_reached: [{ status: 'Busy' }, { status: 'Busy' }, { status: 'SucceededFinish' }],
  never_answers: [{ status: 'NoAnswer' }],
  always_busy: [{ status: 'Busy' }],
  rejected: [{ status: 'NoAnswer', rejected: true }],
  powered_off: [{ status: 'PoweredOff' }],
  not_connected: [{ status: 'NotConnected' }],
  empty_number: [{ status: 'EmptyNumber' }],
  out_of_service: [{ status: 'OutOfService' }],
  in_arrears: [{ status: 'InArrears' }],
  block_list: [{ status: 'ContactBlockList' }],
  day_limit: [{ status: 'PerDayCallCountLimit' }],
  terminated: [{ status: 'Terminated' }],
} as const satisfies Record<string, readonly ScriptedDial[]>;
export type ScenarioName = keyof typeof SCENARIO_NAMES;

/** A scenario by its name, by the name of a conversation, by a status of the vendor, or written out. */
export const ScenarioChoice = z.union([Scenario, z.string()]).transform((choice, context): Scenario => {
  if (typeof choice !== 'string') return choice;
  const found = scenarioNamed(choice);
  if (found) return found;
  context.addIssue({ code: 'custom', message: `no scenario ${choice}` });
  return z.NEVER;
});

function scenarioNamed(name: string): Scenario | null {
  if (Object.hasOwn(SCENARIO_NAMES, name)) return { dials: [...SCENARIO_NAMES[name as ScenarioName]] };
  if (name === 'drafted') return { dials: [{ status: 'NoAnswer' }], drafted: true };
  if (Object.hasOwn(TASK_STATUS, name)) return { dials: [{ status: name as TaskStatus }] };
  if (Object.hasOwn(FAILURE_REASON, name)) return { dials: [{ status: 'Failed' }], failure: name as JobFailure };
  const call = SCRIPTED_CALLS.find((one) => one.name === name);
  return call ? { dials: [{ status: call.ends, call: call.name }] } : null;
}

/** How a list of leads commonly ends, in parts of a hundred. */
const MIX: readonly (readonly [ScenarioName, number])[] = [
  ['reached', 44],
  ['no_answer_then_reached', 8],
  ['busy_twice_then_reached', 3],
  ['never_answers', 18],
  ['always_busy', 5],
  ['rejected', 6],
  ['powered_off', 5],
  ['not_connected', 3],
  ['empty_number', 4],
  ['out_of_service', 2],
  ['in_arrears', 1],
  ['block_list', 1],
];

/** A scenario by chance, in the common mix. */
export function anyScenario(random: Random): Scenario {
  let rest = random.int(0, 100);
  const [name] = MIX.find(([, share]) => (rest -= share) < 0) ?? ['reached'];
  const dials = SCENARIO_NAMES[name].map((dial) => {
    if (dial.status !== 'SucceededFinish') return dial;
    const call = SCRIPTED_CALLS[random.int(0, SCRIPTED_CALLS.length)]!;
    return { status: call.ends, call: call.name };
  });
  return { dials };
}

/** The conversation of a dial: the named one, or by chance one that ends this way; null where nobody speaks. */
export function callOf(dial: ScriptedDial, random: Random): ScriptedCall | null {
  if (!dial.status.startsWith('Succeeded')) return null;
  const named = SCRIPTED_CALLS.find((one) => one.name === dial.call);
  if (named) return named;
  const fitting = SCRIPTED_CALLS.filter((one) => one.ends === dial.status);
  if (fitting.length > 0) return fitting[random.int(0, fitting.length)]!;
  // Nobody has written a conversation that ends so: only the robot speaks.
  return { name: dial.status, ends: dial.status, label: '', turns: SCRIPTED_CALLS[0]!.turns.slice(0, 1) };
}
