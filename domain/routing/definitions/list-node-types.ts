import { z } from 'zod';
import type { NodeTypeView } from '../../../kernel/contracts/routing.ts';
import type { NodeType } from '../nodes/node.ts';

/** The kinds of nodes as the editor shows them. */
export function listNodeTypes(types: readonly NodeType[]): NodeTypeView[] {
  return types.map(({ type, title, description, config, ways }) => {
    const byDefault = config.parse({});
    return {
      type,
      title,
      description,
      config_schema: z.toJSONSchema(config, { io: 'input', unrepresentable: 'any' }) as Record<string, unknown>,
      default_config: byDefault as Record<string, unknown>,
      ways: { ...ways(byDefault) },
    };
  });
}
