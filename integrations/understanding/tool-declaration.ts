import type { z } from 'zod';
import { slotOf, type SlotMeta } from '../../kernel/slots.ts';

/**
 * What the understanding needs to know about a tool. A tool file satisfies it by its shape; nothing here knows what the
 * tool does.
 */
export interface ToolDeclaration {
  readonly name: string;
  /** A few Chinese words for the tool: 「打标签」. Used when a choice between tools is offered. */
  readonly title: string;
  readonly description: string;
  /** Names of the agents that own the tool. */
  readonly agents?: readonly string[];
  readonly risk: 'read' | 'write' | 'send';
  /**
   * 5-15 ways people ask for it. `{name}` stands for an argument of `input`, or for a slot kind (`{period}`, `{metric}`)
   * where the argument is composed.
   */
  readonly phrases: readonly string[];
  readonly input: z.ZodObject;
}

/** One argument of a tool as the slot filler sees it. */
export interface DeclaredSlot extends SlotMeta {
  readonly arg: string;
  readonly schema: z.ZodType;
  readonly required: boolean;
}

/** The marked arguments of a tool, in the order of declaration. Unmarked arguments are not filled from sentences. */
export function slotsOf(tool: ToolDeclaration): DeclaredSlot[] {
  const slots: DeclaredSlot[] = [];
  for (const [arg, schema] of Object.entries(tool.input.shape) as [string, z.ZodType][]) {
    const meta = slotOf(schema);
    if (meta) slots.push({ ...meta, arg, schema, required: !schema.safeParse(undefined).success });
  }
  return slots;
}
