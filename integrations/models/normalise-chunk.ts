type Json = Record<string, unknown>;

/**
 * One event of a chat-completions stream in the shape `@langchain/openai` reads. Vendors differ, and the library drops
 * what differs in silence: a delta without `role` loses its tool calls, a choice without `delta` its `finish_reason`, and
 * two chunks whose extra fields have other types cannot be joined. So known fields are copied and nothing else.
 * Returns `undefined` for an event that says nothing (`null`, a number, an empty object without choices).
 */
export function normaliseChunk(event: unknown): Json | undefined {
  if (!isObject(event)) return undefined;
  // The client throws on an error event; it has to see it.
  if (event.error) return { error: event.error };
  const choice = Array.isArray(event.choices)
    ? event.choices.find((c) => isObject(c) && (c.index ?? 0) === 0)
    : undefined;
  const usage = usageOf(event.usage) ?? (isObject(choice) ? usageOf(choice.usage) : undefined);
  if (!isObject(choice) && !usage) return undefined;
  return {
    id: 'chunk',
    object: 'chat.completion.chunk',
    model: typeof event.model === 'string' ? event.model : '',
    choices: isObject(choice) ? [normaliseChoice(choice)] : [],
    ...(usage ? { usage } : {}),
  };
}

function normaliseChoice(choice: Json): Json {
  const delta = isObject(choice.delta) ? choice.delta : {};
  const reasoning = delta.reasoning_content ?? delta.reasoning;
  const calls = Array.isArray(delta.tool_calls) ? delta.tool_calls.filter(isObject) : [];
  return {
    index: 0,
    delta: {
      role: 'assistant',
      content: textOf(delta.content),
      ...(typeof reasoning === 'string' && reasoning !== '' ? { reasoning_content: reasoning } : {}),
      ...(calls.length > 0 ? { tool_calls: calls.map(normaliseCall) } : {}),
    },
    finish_reason: finishOf(choice.finish_reason),
  };
}

function normaliseCall(call: Json): Json {
  const named = isObject(call.function) ? call.function : {};
  const { name, arguments: args } = named;
  return {
    ...(typeof call.index === 'number' ? { index: call.index } : {}),
    ...(typeof call.id === 'string' && call.id !== '' ? { id: call.id } : {}),
    type: 'function',
    function: {
      ...(typeof name === 'string' && name !== '' ? { name } : {}),
      // Some servers send the arguments as an object in one piece.
      arguments: typeof args === 'string' ? args : isObject(args) ? JSON.stringify(args) : '',
    },
  };
}

/** Text, or the text parts of a list of parts. */
function textOf(content: unknown): string {
  if (typeof content === 'string') return content;
  if (!Array.isArray(content)) return '';
  return content.map((part) => (isObject(part) && typeof part.text === 'string' ? part.text : '')).join('');
}

/** Bailian writes the word `null` until the end (wire formats 4.1). */
function finishOf(reason: unknown): string | null {
  return typeof reason === 'string' && reason !== '' && reason !== 'null' ? reason : null;
}

/** Counts of both kinds, or nothing: zeros stand on early chunks of some vendors and mean "not yet". */
function usageOf(usage: unknown): Json | undefined {
  if (!isObject(usage)) return undefined;
  const { prompt_tokens: prompt, completion_tokens: completion } = usage;
  if (!isCount(prompt) || !isCount(completion) || prompt + completion === 0) return undefined;
  return { prompt_tokens: prompt, completion_tokens: completion, total_tokens: prompt + completion };
}

function isCount(value: unknown): value is number {
  return typeof value === 'number' && Number.isFinite(value) && value >= 0;
}

function isObject(value: unknown): value is Json {
  return typeof value === 'object' && value !== null && !Array.isArray(value);
}
