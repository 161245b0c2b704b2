import { z } from 'zod';
import type { ModelTool } from './model-spec.ts';

/** A tool in the form of the chat-completions request. */
export interface WireTool {
  readonly type: 'function';
  readonly function: {
    readonly name: string;
    readonly description: string;
    readonly parameters: Record<string, unknown>;
  };
}

/** What our schemas carry for the built-in model alone (kernel/slots.ts): noise to a vendor. */
const OWN_KEYS = ['slot', 'label', 'cue', 'choices'] as const;

const known = new WeakMap<z.ZodType, Record<string, unknown>>();

/** The tool with its arguments as JSON Schema. */
export function toWireTool({ name, description, schema }: ModelTool): WireTool {
  return { type: 'function', function: { name, description, parameters: parametersOf(schema) } };
}

/**
 * What a model may send (the input side of transforms and defaults). A type JSON cannot express becomes "anything": the
 * zod schema still decides when the call comes.
 */
function parametersOf(schema: z.ZodType): Record<string, unknown> {
  const before = known.get(schema);
  if (before) return before;
  const { $schema: _dialect, ...parameters } = z.toJSONSchema(schema, {
    io: 'input',
    unrepresentable: 'any',
    override: ({ jsonSchema }) => {
      for (const key of OWN_KEYS) delete jsonSchema[key];
    },
  });
  known.set(schema, parameters);
  return parameters;
}
