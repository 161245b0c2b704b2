import type { AnswerStep, ScriptedCall } from './step.ts';

type Json = Record<string, unknown>;

const HEAD = { id: 'c1', object: 'chat.completion.chunk', created: 1_700_000_000 } as const;

/** The JSON events of a streamed answer, in order and without `[DONE]`. Shapes: openai-openapi `CreateChatCompletionStreamResponse`. */
export function answerEvents(step: AnswerStep, model: string): Json[] {
  const chunk = (delta: Json, finish: string | null = null): Json => ({
    ...HEAD,
    model,
    choices: [{ index: 0, delta, finish_reason: finish }],
  });
  const events = [chunk(step.noRole ? { content: '' } : { role: 'assistant', content: '' })];
  for (let i = 0; i < (step.emptyDeltas ?? 0); i++) events.push(chunk({}));
  for (const piece of split(step.reasoning ?? '', step.pieces ?? 3)) {
    events.push(chunk({ content: null, reasoning_content: piece }));
  }
  for (const piece of split(step.text ?? '', step.pieces ?? 3)) events.push(chunk({ content: piece }));
  for (const [index, call] of (step.calls ?? []).entries()) {
    for (const delta of callDeltas(step, call, index)) events.push(chunk({ tool_calls: [delta] }));
  }
  const finish = finishOf(step);
  if (finish !== null) events.push(chunk({}, finish));
  return withUsage(events, step, model);
}

/** The whole answer as one object, for a request without `stream`. */
export function answerBody(step: AnswerStep, model: string): Json {
  const calls = (step.calls ?? []).map((call, index) => ({
    id: idOf(call, index) ?? '',
    type: 'function',
    function: { name: call.name, arguments: argsOf(call) },
  }));
  const message: Json = { role: 'assistant', content: step.text ?? null };
  if (step.reasoning) message.reasoning_content = step.reasoning;
  if (calls.length > 0) message.tool_calls = calls;
  return {
    ...HEAD,
    object: 'chat.completion',
    model,
    choices: [{ index: 0, message, finish_reason: finishOf(step) }],
    ...(step.usage === 'absent' ? {} : { usage: usageOf(step) }),
  };
}

function withUsage(events: Json[], step: AnswerStep, model: string): Json[] {
  const usage = usageOf(step);
  if (step.usage === 'last_choice') return [...events.slice(0, -1), { ...events.at(-1), usage }];
  if (step.usage === 'absent') return events;
  return [...events, { ...HEAD, model, choices: [], usage }];
}

function callDeltas(step: AnswerStep, call: ScriptedCall, position: number): Json[] {
  const index = step.indexes === 'omit' ? {} : { index: step.indexes === 'zero' ? 0 : position };
  const id = idOf(call, position);
  const first = { ...index, ...(id === null ? {} : { id }), type: 'function' };
  if (step.wholeCalls) return [{ ...first, function: { name: call.name, arguments: argsOf(call) } }];
  const later = step.ids === 'repeat' && id !== null ? { ...index, id } : index;
  return [
    { ...first, function: { name: call.name, arguments: '' } },
    ...split(argsOf(call), step.argPieces ?? 3).map((piece) => ({ ...later, function: { arguments: piece } })),
  ];
}

function idOf(call: ScriptedCall, position: number): string | null {
  return call.id === undefined ? `call_${position + 1}` : call.id;
}

function argsOf(call: ScriptedCall): string {
  return typeof call.args === 'string' ? call.args : JSON.stringify(call.args);
}

function finishOf(step: AnswerStep): string | null {
  if (step.finish !== undefined) return step.finish;
  return step.calls?.length ? 'tool_calls' : 'stop';
}

function usageOf(step: AnswerStep): Json {
  const prompt = step.promptTokens ?? 9;
  const completion = step.completionTokens ?? 5;
  return { prompt_tokens: prompt, completion_tokens: completion, total_tokens: prompt + completion };
}

/** Text in at most `pieces` parts of nearly equal length, never an empty one and never half a character. */
function split(text: string, pieces: number): string[] {
  const characters = [...text];
  const size = Math.max(1, Math.ceil(characters.length / Math.max(1, pieces)));
  const parts: string[] = [];
  for (let at = 0; at < characters.length; at += size) parts.push(characters.slice(at, at + size).join(''));
  return parts;
}
