import { HumanMessage, SystemMessage, ToolMessage, type BaseMessage } from '@langchain/core/messages';
import { estimateMessageTokens } from './estimate-tokens.ts';
import { shortenMessage } from './shorten-message.ts';

/** Messages that stay or go together: a tool call with its results, or a single message. */
type Block = readonly BaseMessage[];
/** What a person said and everything until they speak again. */
type Turn = readonly Block[];

/** A tool result in an older turn is of little use at full length. */
const OLD_RESULT_TOKENS = 300;
/** The least a result or a question of the newest turn is shortened to. */
const LEAST_TOKENS = 120;

/**
 * The part of a conversation that fits `budgetTokens` (estimated). System messages stay whole. From the rest goes first
 * the length of tool results in older turns, then the oldest turns, then the length of results in the newest turn, then
 * that turn's oldest steps, and at last the length of the question itself. A tool call is never parted from its results;
 * a result whose call is missing is dropped. Shortened texts say so. Does not change what it is given. When even the
 * least does not fit, the least is returned: the endpoint will refuse it, and the next one may read more.
 */
export function fitContext(messages: readonly BaseMessage[], budgetTokens: number): BaseMessage[] {
  const system = messages.filter((message) => SystemMessage.isInstance(message));
  let turns = toTurns(messages.filter((message) => !SystemMessage.isInstance(message)));
  const room = budgetTokens - sum(system);
  const fits = () => sum(turns.flat(2)) <= room;

  if (!fits())
    turns = turns.map((turn, index) => (index < turns.length - 1 ? shortenResults(turn, OLD_RESULT_TOKENS) : turn));
  while (!fits() && turns.length > 1) turns = turns.slice(1);
  if (!fits()) turns = turns.map((turn) => shortenToRoom(turn, room));
  while (!fits() && (turns[0]?.length ?? 0) > 2) turns = turns.map((turn) => dropOldestStep(turn));
  if (!fits()) turns = turns.map((turn) => shortenQuestion(turn, room));
  return [...system, ...turns.flat(2)];
}

function toTurns(messages: readonly BaseMessage[]): Turn[] {
  const turns: Block[][] = [];
  for (const block of toBlocks(messages)) {
    const opens = HumanMessage.isInstance(block[0]);
    if (opens || turns.length === 0) turns.push([block]);
    else turns.at(-1)?.push(block);
  }
  return turns;
}

function toBlocks(messages: readonly BaseMessage[]): Block[] {
  const blocks: BaseMessage[][] = [];
  for (const message of messages) {
    if (!ToolMessage.isInstance(message)) {
      blocks.push([message]);
      continue;
    }
    const block = blocks.at(-1);
    if (block?.[0] && callsOf(block[0]).includes(message.tool_call_id)) block.push(message);
  }
  return blocks;
}

function callsOf(message: BaseMessage): (string | undefined)[] {
  return ((message as { tool_calls?: { id?: string }[] }).tool_calls ?? []).map(({ id }) => id);
}

function shortenResults(turn: Turn, tokens: number): Turn {
  return turn.map((block) => block.map((m) => (ToolMessage.isInstance(m) ? shortenMessage(m, tokens) : m)));
}

/** Gives all results of the turn the same highest length, the greatest that fits. */
function shortenToRoom(turn: Turn, room: number): Turn {
  let limit = Math.max(...turn.flat().map(estimateMessageTokens));
  let shortened = turn;
  while (sum(shortened.flat()) > room && limit > LEAST_TOKENS) {
    limit = Math.max(LEAST_TOKENS, Math.floor(limit * 0.8));
    shortened = shortenResults(turn, limit);
  }
  return shortened;
}

/** Without its oldest step, but with what the person said and the step that is answered now. */
function dropOldestStep(turn: Turn): Turn {
  return HumanMessage.isInstance(turn[0]?.[0]) ? [turn[0], ...turn.slice(2)] : turn.slice(1);
}

function shortenQuestion(turn: Turn, room: number): Turn {
  const [question] = turn[0] ?? [];
  if (!HumanMessage.isInstance(question)) return turn;
  const others = sum(turn.flat()) - estimateMessageTokens(question);
  return [[shortenMessage(question, Math.max(LEAST_TOKENS, room - others))], ...turn.slice(1)];
}

function sum(messages: readonly BaseMessage[]): number {
  return messages.reduce((total, message) => total + estimateMessageTokens(message), 0);
}
