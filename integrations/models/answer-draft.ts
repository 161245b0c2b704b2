import type { AIMessageChunk, BaseMessageChunk } from '@langchain/core/messages';
import { collectToolCalls, type RawToolCall } from './collect-tool-calls.ts';
import { estimateTokens } from './estimate-tokens.ts';
import type { TokenCount } from './model-usage.ts';

/** An answer while it arrives. */
export interface AnswerDraft {
  /** Takes one chunk. Returns the text to show and whether the model said anything at all (thinking counts, emptiness not). */
  add(chunk: BaseMessageChunk): { text: string; alive: boolean };
  text(): string;
  calls(): RawToolCall[];
  /** Why the model stopped, `null` while it has not said so. */
  finish(): string | null;
  /** Characters written so far: text, thinking and arguments. */
  size(): number;
  /** The vendor's count, or an estimate with `promptTokens` for the prompt. */
  count(promptTokens: () => number): TokenCount;
}

/** Starts an empty draft. `reasoning_content` is counted and never becomes text. */
export function startDraft(): AnswerDraft {
  const collector = collectToolCalls();
  let text = '';
  let unseen = '';
  let finish: string | null = null;
  let told: TokenCount | undefined;
  return {
    add(chunk) {
      const { tool_call_chunks: pieces = [], usage_metadata: usage } = chunk as AIMessageChunk;
      const said = chunk.text;
      const thought = chunk.additional_kwargs.reasoning_content;
      const ending = (chunk.response_metadata as { finish_reason?: unknown }).finish_reason;
      text += said;
      if (typeof thought === 'string') unseen += thought;
      for (const piece of pieces) {
        collector.add(piece);
        unseen += (piece.name ?? '') + (piece.args ?? '');
      }
      if (typeof ending === 'string') finish = ending;
      if (usage) told = { promptTokens: usage.input_tokens, completionTokens: usage.output_tokens, estimated: false };
      return { text: said, alive: Boolean(said || thought || pieces.length > 0 || ending || usage) };
    },
    text: () => text,
    calls: () => collector.calls(),
    finish: () => finish,
    size: () => text.length + unseen.length,
    count: (promptTokens) =>
      told ?? { promptTokens: promptTokens(), completionTokens: estimateTokens(text + unseen), estimated: true },
  };
}
