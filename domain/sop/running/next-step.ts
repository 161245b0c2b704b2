import type { Condition } from '../../../kernel/contracts/conditions.ts';
import type { SopStep } from '../../../kernel/contracts/sop.ts';

/**
 * Where a step leads by a way: the first of `next_steps` that names the way, else `instead` of it (a class of reply without a
 * way of its own leaves by `reply`), or any, and whose conditions hold. Null: the sequence is completed.
 */
export function nextStep(
  step: Pick<SopStep, 'next_steps'>,
  way: string,
  holds: (condition: Condition) => boolean,
  instead?: string,
): string | null {
  const open = step.next_steps.filter(({ conditions }) => !conditions || holds(conditions));
  const named = (name: string) => open.find((next) => next.way === name);
  const found = named(way) ?? (instead === undefined ? undefined : named(instead)) ?? open.find((next) => !next.way);
  return found?.to ?? null;
}
