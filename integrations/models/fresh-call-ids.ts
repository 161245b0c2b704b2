import { AIMessage, type BaseMessage } from '@langchain/core/messages';
import type { SoundCall } from './check-tool-calls.ts';

/**
 * Gives every call an id that stands nowhere else in the conversation: results are matched by it, and vendors omit ids,
 * repeat them within an answer, or count from `call_0` in every answer. An id that is unique already stays.
 */
export function freshCallIds(
  calls: readonly SoundCall[],
  history: readonly BaseMessage[],
): (SoundCall & { readonly id: string })[] {
  const taken = new Set(history.flatMap((message) => idsOf(message)));
  return calls.map((call, position) => {
    const id = call.id && !taken.has(call.id) ? call.id : unusedId(taken, history.length, position);
    taken.add(id);
    return { ...call, id };
  });
}

function idsOf(message: BaseMessage): string[] {
  if (!AIMessage.isInstance(message)) return [];
  return (message.tool_calls ?? []).flatMap(({ id }) => (id ? [id] : []));
}

function unusedId(taken: ReadonlySet<string>, turn: number, position: number): string {
  const base = `call_${turn}_${position}`;
  let id = base;
  for (let again = 2; taken.has(id); again++) id = `${base}_${again}`;
  return id;
}
