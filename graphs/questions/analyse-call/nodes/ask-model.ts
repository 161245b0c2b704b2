import type { LangGraphRunnableConfig } from '@langchain/langgraph';
import { isOrder } from '../../../../knowledge/clean/find-orders.ts';
import type { Repair } from '../../forms/ask-form.ts';
import { readForm } from '../../forms/read-form.ts';
import { CALL_AGENT, CALL_PROMPT, CallAnswerForm, CallForm, framedCall } from '../form.ts';
import type { AnalyseCallContext, AnalyseCallStateValue, CallAnswer } from '../state.ts';

/** Asks a language model. A call in which a model is given orders is not put before one: the built-in rules judge it. */
export async function askModel(
  state: AnalyseCallStateValue,
  config: LangGraphRunnableConfig,
): Promise<Partial<AnalyseCallStateValue>> {
  const { turns } = state.input;
  if (turns.every(({ text }) => text.trim() === '') || turns.some(({ text }) => isOrder(text))) return {};
  return { answer: await answerOf(state, config.context as AnalyseCallContext, null) };
}

/** Has a form that could not be read corrected, once. */
export async function repairAnswer(
  state: AnalyseCallStateValue,
  config: LangGraphRunnableConfig,
): Promise<Partial<AnalyseCallStateValue>> {
  const { answer } = state;
  if (answer?.reading.kind !== 'fault') return {};
  const repair = { answer: answer.text, fault: answer.reading.fault };
  return { answer: await answerOf(state, config.context as AnalyseCallContext, repair) };
}

async function answerOf(
  { input }: AnalyseCallStateValue,
  { ask, signal }: AnalyseCallContext,
  repair: Repair | null,
): Promise<CallAnswer | null> {
  const told = await ask({
    agent: CALL_AGENT,
    system: CALL_PROMPT,
    content: framedCall(input),
    form: { name: 'report_call', description: '提交对这通电话的判断', schema: CallForm },
    repair,
    signal,
  });
  return told && { ...told, reading: readForm(told.text, CallAnswerForm) };
}
