import type { SlotKind } from '../../kernel/slots.ts';
import { slotsOf, type ToolDeclaration } from './tool-declaration.ts';
import type { ToolArgs, TurnMemory } from './understanding.ts';

/** The kinds of records a pronoun can point back to. */
const POINTED: ReadonlySet<SlotKind> = new Set(['contact', 'lead', 'opportunity', 'person', 'group', 'robot']);

const SUBJECTS: ReadonlySet<SlotKind> = new Set(['customer', 'lead', 'opportunity']);

/** The memory after a call: the request itself, and the records it named. */
export function remember(
  memory: TurnMemory,
  call: { readonly tool: string; readonly args: ToolArgs },
  tools: readonly ToolDeclaration[],
): TurnMemory {
  const tool = tools.find((candidate) => candidate.name === call.tool);
  let { lastCustomer, lastSubject } = memory;
  const lastNames: Partial<Record<SlotKind, string>> = { ...memory.lastNames };
  for (const { arg, slot } of tool ? slotsOf(tool) : []) {
    const value = call.args[arg];
    if (typeof value !== 'string' || value === '我') continue;
    if (SUBJECTS.has(slot)) lastSubject = slot;
    if (slot === 'customer') lastCustomer = value;
    else if (POINTED.has(slot)) lastNames[slot] = value;
  }
  for (const { dimension, values } of filtersOf(call.args)) {
    const [value] = values;
    if (values.length !== 1 || typeof value !== 'string' || value === '我') continue;
    if (dimension === 'customer') lastCustomer = value;
    else if (dimension === 'owner' || dimension === 'manager') lastNames.person = value;
  }
  const { openQuestion: _answered, ...rest } = memory;
  return {
    ...rest,
    lastCall: { tool: call.tool, args: call.args },
    ...(lastCustomer ? { lastCustomer } : {}),
    ...(lastSubject ? { lastSubject } : {}),
    lastNames,
  };
}

function filtersOf(args: ToolArgs): { dimension: string; values: unknown[] }[] {
  return Array.isArray(args.filters) ? (args.filters as { dimension: string; values: unknown[] }[]) : [];
}
