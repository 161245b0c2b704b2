import { HumanMessage, SystemMessage, type AIMessage } from '@langchain/core/messages';
import type { ModelChain } from '../../integrations/models/create-model-chain.ts';
import { BUILTIN, type ModelTool } from '../../integrations/models/model-spec.ts';
import type { Actor } from '../../kernel/actor.ts';
import { newId } from '../../kernel/ids.ts';
import type { Logger } from '../../kernel/logger.ts';

/** The name budgets and the meter know these calls by. */
const KNOWLEDGE_AGENT = 'knowledge';

export interface KnowledgeModelParts {
  readonly models: () => ModelChain;
  readonly logger: Logger;
  /** Whether the person's and the agent's budgets still allow a call. */
  readonly admit: (actor: Actor, agent: string) => Promise<boolean>;
}

export interface ModelQuestion {
  /** What is to be done: words of this house. */
  readonly rules: string;
  /** What it is to be done with: words of people and documents, framed with `asData`. */
  readonly material: string;
  readonly tools: readonly ModelTool[];
  readonly actor: Actor;
  readonly signal: AbortSignal;
}

/**
 * Asks the configured language models once. `null` when none answered: the built-in model has no words for documents.
 * Throws what the chain throws.
 */
export async function askModel(parts: KnowledgeModelParts, asked: ModelQuestion): Promise<AIMessage | null> {
  const { message, endpoint } = await parts.models().streamTurn({
    messages: [new SystemMessage(asked.rules), new HumanMessage(asked.material)],
    tools: asked.tools,
    signal: asked.signal,
    meta: { userId: asked.actor.userId, agent: KNOWLEDGE_AGENT, runId: newId() },
    onToken: () => undefined,
    onReset: () => undefined,
    admit: () => parts.admit(asked.actor, KNOWLEDGE_AGENT),
  });
  return endpoint === BUILTIN ? null : message;
}

/** A text that cannot close the frame it stands in. */
export function asData(text: string): string {
  return text.replaceAll('<', '＜').replaceAll('>', '＞');
}
