/** Where an instance stands, as somebody would reckon it on paper. Moments in milliseconds. */
export interface ModelInstance {
  status: 'executing' | 'paused' | 'completed' | 'cancelled';
  pause: 'by_hand' | 'account_offline' | null;
  step: ModelStep | null;
  waits: 'reply' | 'delay' | null;
  due: number;
  pausedAt: number;
  /** The contact wrote since the sequence last said something, while it did not wait for it. */
  early: boolean;
  /** A reply came while it was paused at the wait. */
  answered: boolean;
  version: number;
  sends: string[];
}

/** The one template of the model: say, wait for a reply, thank or not, wait, say. */
export const MODEL_STEPS = ['hello', 'wait', 'thanks', 'later', 'bye'] as const;
export type ModelStep = (typeof MODEL_STEPS)[number];
export const WAIT_MINUTES = 60;
export const DELAY_MINUTES = 30;
const MINUTE = 60_000;

/** Where a step leads by itself. */
const NEXT: Readonly<Record<Exclude<ModelStep, 'wait' | 'bye'>, ModelStep>> = {
  hello: 'wait',
  thanks: 'later',
  later: 'bye',
};

export function started(version: number, now: number): ModelInstance {
  const one: ModelInstance = {
    status: 'executing',
    pause: null,
    step: 'hello',
    waits: null,
    due: now,
    pausedAt: 0,
    early: false,
    answered: false,
    version,
    sends: [],
  };
  run(one, now);
  return one;
}

/** Takes steps until it waits or is over. */
function run(one: ModelInstance, now: number): void {
  while (one.status === 'executing' && one.waits === null) {
    const { step } = one;
    if (step === 'wait' && one.early) {
      one.early = false;
      one.step = 'thanks';
    } else if (step === 'wait' || step === 'later') {
      one.waits = step === 'wait' ? 'reply' : 'delay';
      one.due = now + (step === 'wait' ? WAIT_MINUTES : DELAY_MINUTES) * MINUTE;
    } else {
      one.sends.push(`${step!} ${one.version}`);
      one.early = false;
      if (step === 'bye') end(one, 'completed');
      else one.step = NEXT[step!];
    }
  }
}

function end(one: ModelInstance, status: 'completed' | 'cancelled'): void {
  Object.assign(one, { status, waits: null, pause: null, ...(status === 'completed' ? { step: null } : {}) });
}

function goTo(one: ModelInstance, step: ModelStep, now: number): void {
  Object.assign(one, { step, waits: null, answered: false });
  run(one, now);
}

/** The clock went on to `now`; what fell due meanwhile happened at its moment. */
export function passed(one: ModelInstance, now: number): void {
  while (one.status === 'executing' && one.waits !== null && one.due <= now)
    goTo(one, one.waits === 'reply' ? 'later' : 'bye', one.due);
}

export function replied(one: ModelInstance, now: number): void {
  if (one.status === 'completed' || one.status === 'cancelled') return;
  if (one.waits !== 'reply' || one.answered) one.early = true;
  else if (one.status === 'paused') one.answered = true;
  else goTo(one, 'thanks', now);
}

export function held(one: ModelInstance, pause: 'by_hand' | 'account_offline', now: number): boolean {
  if (one.status !== 'executing') return false;
  Object.assign(one, { status: 'paused', pause, pausedAt: now });
  return true;
}

export function released(one: ModelInstance, now: number): boolean {
  if (one.status !== 'paused') return false;
  Object.assign(one, { status: 'executing', pause: null });
  if (one.answered) goTo(one, 'thanks', now);
  else if (one.waits === 'reply') one.due += now - one.pausedAt;
  passed(one, now);
  return true;
}

export function cancelled(one: ModelInstance): boolean {
  if (one.status !== 'executing' && one.status !== 'paused') return false;
  end(one, 'cancelled');
  return true;
}

/** A person has it pass over its step: a wait as if answered, a delay as if over. */
export function skipped(one: ModelInstance, now: number): boolean {
  if (one.status !== 'executing' && one.status !== 'paused') return false;
  Object.assign(one, { status: 'executing', pause: null });
  goTo(one, one.step === 'wait' ? 'thanks' : 'bye', now);
  return true;
}

export function jumped(one: ModelInstance, step: ModelStep, now: number): boolean {
  if (one.status !== 'executing' && one.status !== 'paused') return false;
  Object.assign(one, { status: 'executing', pause: null });
  goTo(one, step, now);
  return true;
}

/** A person has the step tried again where it stands paused: a wait begins anew, a delay is over at once. */
export function retried(one: ModelInstance, now: number): boolean {
  if (one.status !== 'paused') return false;
  Object.assign(one, { status: 'executing', pause: null });
  goTo(one, one.step === 'later' ? 'bye' : 'wait', now);
  return true;
}

export function migrated(one: ModelInstance, to: number): boolean {
  if ((one.status !== 'executing' && one.status !== 'paused') || one.version === to) return false;
  one.version = to;
  return true;
}
