import { HumanMessage, SystemMessage, type AIMessage } from '@langchain/core/messages';
import { BUILTIN, type ModelTool } from '../../../integrations/models/model-spec.ts';
import { toAppError } from '../../../kernel/errors.ts';
import { newId } from '../../../kernel/ids.ts';
import type { AskModelParts } from '../ask-model.ts';

/** One question whose answer is a filled form, given back as text: whoever asks reads and checks it. */
export interface FormQuestion {
  /** The name budgets and the meter know it by. */
  readonly agent: string;
  readonly system: string;
  /** Texts of people in it are framed as data, numbers of people masked. */
  readonly content: string;
  readonly form: ModelTool;
  /** What came back before and why it could not be read; null at first. */
  readonly repair: Repair | null;
  readonly signal: AbortSignal;
}

export interface Repair {
  readonly answer: string;
  readonly fault: string;
}

/** The answer as text (JSON where the model kept to the form) and who gave it; null when nobody did. Never throws. */
export type AskForm = (question: FormQuestion) => Promise<{ readonly text: string; readonly by: string } | null>;

/** Nobody is set. */
export const askFormOfNobody: AskForm = () => Promise.resolve(null);

/** Enough of a broken answer for the model to recognise it. */
const SHOWN_ANSWER = 3000;

/** What is said to a model whose answer could not be read. */
export function repairWords({ answer, fault }: Repair): string {
  return `你刚才的回答不符合表格要求：${fault}\n你的回答：\n${answer.slice(0, SHOWN_ANSWER)}\n请改正，只提交一个完整的表格（JSON 对象），不要写别的。`;
}

/** Asks the configured models; every fault and every delay ends in null. */
export function askFormOfModels({ models, logger, timeoutMs, admit }: AskModelParts): AskForm {
  return async ({ agent, system, content, form, repair, signal }) => {
    try {
      const { message, endpoint } = await models.streamTurn({
        messages: [
          new SystemMessage(system),
          new HumanMessage(content),
          ...(repair ? [new HumanMessage(repairWords(repair))] : []),
        ],
        tools: [form],
        signal: AbortSignal.any([signal, AbortSignal.timeout(timeoutMs)]),
        meta: { userId: null, agent, runId: newId() },
        onToken: () => undefined,
        onReset: () => undefined,
        admit: () => admit(agent),
      });
      return endpoint === BUILTIN ? null : { text: textOf(message, form.name), by: nameOf(message, endpoint) };
    } catch (thrown) {
      logger.warn({ agent, code: toAppError(thrown).code }, 'no model answered the question');
      return null;
    }
  };
}

/** Asks one after the other, until one answers. */
export function firstToAnswer(asks: readonly AskForm[]): AskForm {
  return async (question) => {
    for (const ask of asks) {
      if (question.signal.aborted) return null;
      const told = await ask(question);
      if (told) return told;
    }
    return null;
  };
}

function textOf(message: AIMessage, form: string): string {
  const call = message.tool_calls?.find(({ name }) => name === form);
  return call ? JSON.stringify(call.args) : message.text;
}

function nameOf({ response_metadata: told }: AIMessage, endpoint: string): string {
  return typeof told.model_name === 'string' ? told.model_name : endpoint;
}
