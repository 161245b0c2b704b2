import type { Intent, Priority, ServiceTask } from '../../../kernel/contracts/judgement.ts';
import type { GroupRole } from '../../../kernel/contracts/messaging-people.ts';
import type { PriorityCondition, PriorityRules } from '../../../kernel/contracts/policies.ts';
import type { FlowState } from '../flow-state.ts';

/** What a message's priority depends on. Unknown is null and meets no condition. */
export interface PriorityFacts {
  readonly intent: Intent | null;
  readonly mood: number | null;
  readonly complaint: boolean;
  readonly important: boolean;
  readonly operations: boolean;
  readonly role: GroupRole | null;
  /** What after-sales asked of them. */
  readonly service_task: ServiceTask | null;
}

/** The facts of an instance; whether operations are concerned is looked up by the node. */
export function priorityFacts(state: FlowState, operations: boolean): PriorityFacts {
  const { classified, sender, after_sales_request: request } = state;
  return {
    intent: classified?.intent ?? null,
    mood: classified?.mood ?? null,
    complaint: classified?.complaint ?? false,
    important: classified?.important ?? false,
    operations: operations || sender?.role === 'operations',
    role: sender?.role ?? null,
    service_task: request?.kind ?? null,
  };
}

/** The priority of a message by the table, with the rule that decided. */
export function tellPriority(
  { rules }: PriorityRules,
  facts: PriorityFacts,
): { readonly priority: Priority; readonly rule: string; readonly reason: string } {
  const found = rules.find((rule) => holds(rule.when, facts));
  if (!found) throw new RangeError('The table of priorities is not total');
  return { priority: found.priority, rule: found.name, reason: found.reason };
}

function holds(when: PriorityCondition, facts: PriorityFacts): boolean {
  return (
    (when.complaint === undefined || when.complaint === facts.complaint) &&
    (when.important === undefined || when.important === facts.important) &&
    (when.operations === undefined || when.operations === facts.operations) &&
    (when.mood_below === undefined || (facts.mood !== null && facts.mood < when.mood_below)) &&
    within(when.intents, facts.intent) &&
    within(when.roles, facts.role) &&
    within(when.service_tasks, facts.service_task)
  );
}

function within<T>(allowed: readonly T[] | undefined, value: T | null): boolean {
  return allowed === undefined || (value !== null && allowed.includes(value));
}
