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
const OWN_KEYS = ['slot', 'label', 'cue'] as const;

const written = new WeakMap<ModelTool, WireTool>();

/**
 * The tool with its arguments as JSON Schema. Describes what a model may send (the input side of transforms and
 * defaults); a type JSON cannot express becomes "anything", the zod schema still decides when the call comes.
 */
export function toWireTool(tool: ModelTool): WireTool {
  const known = written.get(tool);
  if (known) return known;
  const { $schema: _dialect, ...parameters } = z.toJSONSchema(tool.schema, {
    io: 'input',
    unrepresentable: 'any',
    override: ({ jsonSchema }) => {
      for (const key of OWN_KEYS) delete jsonSchema[key];
    },
  });
  const made: WireTool = {
    type: 'function',
    function: { name: tool.name, description: tool.description, parameters },
  };
  written.set(tool, made);
  return made;
}
