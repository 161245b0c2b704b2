import { AIMessage, HumanMessage, ToolMessage, type BaseMessage } from '@langchain/core/messages';
import { remember } from '../remember.ts';
import type { ToolDeclaration } from '../tool-declaration.ts';
import type { Ask, TurnMemory } from '../understanding.ts';

/** Where a question stands in `additional_kwargs` of the message that asked it. */
export const ASK_KEY = 'ask';

/** What the conversation calls for: a person's words to understand, or results of tools to tell. */
export type Turn =
  | { readonly kind: 'words'; readonly text: string; readonly memory: TurnMemory }
  | { readonly kind: 'results'; readonly results: readonly string[] }
  | { readonly kind: 'nothing' };

/** Reads the turn and the memory before it from the messages: nothing else is kept between turns. */
export function readTurn(messages: readonly BaseMessage[], tools: readonly ToolDeclaration[]): Turn {
  const last = messages.at(-1);
  if (last && ToolMessage.isInstance(last)) return { kind: 'results', results: resultsAtEnd(messages) };
  const at = messages.findLastIndex((message) => HumanMessage.isInstance(message));
  const words = messages[at];
  if (!words) return { kind: 'nothing' };
  return { kind: 'words', text: words.text, memory: memoryOf(messages.slice(0, at), tools) };
}

function resultsAtEnd(messages: readonly BaseMessage[]): string[] {
  const from = messages.findLastIndex((message) => !ToolMessage.isInstance(message)) + 1;
  return messages
    .slice(from)
    .map((message) => resultText(message).trim())
    .filter((text) => text !== '');
}

/** A tool may leave words for the person beside what it tells a model. */
function resultText(message: BaseMessage): string {
  const { artifact } = message as { artifact?: { text?: unknown } };
  return typeof artifact?.text === 'string' ? artifact.text : message.text;
}

function memoryOf(messages: readonly BaseMessage[], tools: readonly ToolDeclaration[]): TurnMemory {
  let memory: TurnMemory = {};
  for (const message of messages) {
    if (!AIMessage.isInstance(message)) continue;
    const { openQuestion: _answered, ...rest } = memory;
    memory = rest;
    for (const call of message.tool_calls ?? []) memory = remember(memory, { tool: call.name, args: call.args }, tools);
    const ask = message.additional_kwargs[ASK_KEY];
    if (isAsk(ask)) memory = { ...memory, openQuestion: ask };
  }
  return memory;
}

/** The messages may come from a store: only a question of our own shape counts. */
function isAsk(value: unknown): value is Ask {
  if (typeof value !== 'object' || value === null) return false;
  const { kind, slot, pending } = value as Partial<Ask>;
  return (
    kind === 'ask' && typeof slot === 'string' && typeof pending?.tool === 'string' && typeof pending.args === 'object'
  );
}
