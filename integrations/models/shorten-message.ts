import { HumanMessage, ToolMessage } from '@langchain/core/messages';
import { estimateMessageTokens, estimateTokens } from './estimate-tokens.ts';

/** The note's own length and the message's frame, in tokens. */
const NOTE_TOKENS = 24;
/** Of what is kept, the part from the beginning; the rest is the end, where sums and questions stand. */
const HEAD_SHARE = 0.8;

/** The message with its text cut in the middle to about `tokens`, and a note of how much is missing. Short ones stay the same object. */
export function shortenMessage<M extends ToolMessage | HumanMessage>(message: M, tokens: number): M {
  const cost = estimateMessageTokens(message);
  if (cost <= tokens) return message;
  const { text } = message;
  // Tokens are not spread evenly over a text, so a first guess may be too long: take less until it fits.
  let kept = Math.floor((text.length * Math.max(0, tokens - NOTE_TOKENS)) / cost);
  while (kept > 0 && estimateTokens(cutMiddle(text, kept)) + 4 > tokens) kept = Math.floor(kept * 0.9);
  return withText(message, cutMiddle(text, kept));
}

function cutMiddle(text: string, kept: number): string {
  const head = sliceWhole(text, 0, Math.ceil(kept * HEAD_SHARE));
  const tail = sliceWhole(text, text.length - Math.floor(kept * (1 - HEAD_SHARE)), text.length);
  return `${head}\n……（内容过长，此处省略 ${text.length - head.length - tail.length} 个字）……\n${tail}`;
}

/** A slice that does not begin or end within a surrogate pair. */
function sliceWhole(text: string, from: number, to: number): string {
  const start = isLowSurrogate(text, from) ? from + 1 : from;
  const end = isLowSurrogate(text, to) ? to - 1 : to;
  return text.slice(start, Math.max(start, end));
}

function isLowSurrogate(text: string, at: number): boolean {
  const code = text.charCodeAt(at);
  return code >= 0xdc00 && code <= 0xdfff;
}

function withText<M extends ToolMessage | HumanMessage>(message: M, content: string): M {
  const { additional_kwargs, id, name } = message;
  const base = {
    content,
    additional_kwargs,
    ...(id === undefined ? {} : { id }),
    ...(name === undefined ? {} : { name }),
  };
  if (!ToolMessage.isInstance(message)) return new HumanMessage(base) as M;
  const { tool_call_id, status } = message;
  return new ToolMessage({ ...base, tool_call_id, ...(status === undefined ? {} : { status }) }) as M;
}
