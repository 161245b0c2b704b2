import type { Tool as McpTool } from '@modelcontextprotocol/sdk/types.js';
import { z } from 'zod';
import type { Tool } from '../../tools/tool.ts';
import { CardResult, ReadResult } from './tool-results.ts';

const described = new WeakMap<Tool, McpTool>();

/** A tool as MCP tells of it: names and words for the model and the person, what goes in, what comes out, how risky. */
export function describeTool(tool: Tool): McpTool {
  const known = described.get(tool);
  if (known) return known;
  const reads = tool.risk === 'read';
  const made: McpTool = {
    name: tool.name,
    title: tool.title,
    description: reads
      ? tool.description
      : `${tool.description}调用后不会马上执行：会在销枢的对话里出一张确认卡，由本人同意后才执行。`,
    inputSchema: schemaOf(tool.input, 'input'),
    outputSchema: schemaOf(reads ? ReadResult : CardResult, 'output'),
    annotations: {
      title: tool.title,
      readOnlyHint: reads,
      // A call changes nothing yet, and the same call again finds the card of the first.
      destructiveHint: false,
      idempotentHint: true,
      openWorldHint: false,
    },
  };
  described.set(tool, made);
  return made;
}

/** The JSON schema, without the marks that only the built-in understanding reads. */
function schemaOf(schema: z.ZodObject, io: 'input' | 'output'): McpTool['inputSchema'] {
  return z.toJSONSchema(schema, {
    io,
    override: ({ jsonSchema }) => {
      for (const mark of ['slot', 'label', 'cue', 'choices']) delete jsonSchema[mark];
    },
  }) as McpTool['inputSchema'];
}
