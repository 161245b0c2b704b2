import { HumanMessage, SystemMessage, type AIMessage } from '@langchain/core/messages';
import type { z } from 'zod';
import type { ModelChain } from '../../integrations/models/create-model-chain.ts';
import { BUILTIN, type ModelTool } from '../../integrations/models/model-spec.ts';
import { toAppError } from '../../kernel/errors.ts';
import { newId } from '../../kernel/ids.ts';
import type { Logger } from '../../kernel/logger.ts';

/** One question to a language model that is answered in a fixed shape. */
export interface ModelQuestion<Answer> {
  /** The name budgets and the meter know it by. */
  readonly agent: string;
  readonly system: string;
  /** Texts of people in it are framed as data. */
  readonly content: string;
  /** The form the answer has to fill in; unknown fields are refused. */
  readonly form: { readonly name: string; readonly description: string; readonly schema: z.ZodType<Answer> };
  readonly signal: AbortSignal;
}

/** The filled form and who filled it; null when no model did: none is set, none answered in time, or none kept to the form. */
export type AskModel = <Answer>(
  question: ModelQuestion<Answer>,
) => Promise<{ readonly answer: Answer; readonly by: string } | null>;

/** No model is set. */
export const askNobody: AskModel = () => Promise.resolve(null);

export interface AskModelParts {
  readonly models: ModelChain;
  readonly logger: Logger;
  /** For all endpoints together. */
  readonly timeoutMs: number;
  /** Whether the budgets still allow a call in the name of this agent. */
  readonly admit: (agent: string) => Promise<boolean>;
}

/** Asks the configured models, whose every fault and every delay ends in null. */
export function askModels({ models, logger, timeoutMs, admit }: AskModelParts): AskModel {
  return async ({ agent, system, content, form, signal }) => {
    try {
      const { message, endpoint } = await models.streamTurn({
        messages: [new SystemMessage(system), new HumanMessage(content)],
        tools: [form satisfies ModelTool],
        signal: AbortSignal.any([signal, AbortSignal.timeout(timeoutMs)]),
        meta: { userId: null, agent, runId: newId() },
        onToken: () => undefined,
        onReset: () => undefined,
        admit: () => admit(agent),
      });
      const read = endpoint === BUILTIN ? null : form.schema.safeParse(argumentsOf(message, form.name));
      if (read?.success) return { answer: read.data, by: nameOf(message, endpoint) };
      if (read) logger.warn({ agent, endpoint }, 'a model did not keep to the form');
    } catch (thrown) {
      logger.warn({ agent, code: toAppError(thrown).code }, 'no model answered the question');
    }
    return null;
  };
}

/** The form as a tool call, or as JSON in the text: some models write out what they should call. */
function argumentsOf(message: AIMessage, form: string): unknown {
  const call = message.tool_calls?.find(({ name }) => name === form);
  if (call) return call.args;
  const { text } = message;
  try {
    return JSON.parse(text.slice(text.indexOf('{'), text.lastIndexOf('}') + 1));
  } catch {
    return undefined;
  }
}

function nameOf({ response_metadata: told }: AIMessage, endpoint: string): string {
  return typeof told.model_name === 'string' ? told.model_name : endpoint;
}
