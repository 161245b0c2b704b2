import { AIMessage, type BaseMessage } from '@langchain/core/messages';
import type { ModelTool } from './model-spec.ts';
import { toWireTool } from './to-wire-tool.ts';

// DeepSeek's documentation, "Token & Token Usage": an English character is about 0.3 tokens, a Chinese one about 0.6.
const TOKENS_PER_HAN = 0.6;
const TOKENS_PER_ASCII = 0.3;
// Emoji and rare letters fall back to bytes in the vendors' vocabularies.
const TOKENS_PER_OTHER = 1;
/** Role and separators of a message (OpenAI's cookbook counts 3 to 4). */
const TOKENS_PER_MESSAGE = 4;

// Han, kana, and the full-width punctuation and letters between them.
const HAN =
  /[\u2E80-\u2FDF\u3000-\u30FF\u3400-\u9FFF\uF900-\uFAFF\uFE30-\uFE4F\uFF00-\uFFEF\u2010-\u2027\u{20000}-\u{3FFFF}]/gu;
// oxlint-disable-next-line no-control-regex
const ASCII = /[\u0000-\u007F]/g;

/** About how many tokens a text is, rounded up. For budgets and for metering where a vendor gives no count. */
export function estimateTokens(text: string): number {
  const han = text.match(HAN)?.length ?? 0;
  const ascii = text.match(ASCII)?.length ?? 0;
  const other = Math.max(0, text.length - han - ascii);
  return Math.ceil(han * TOKENS_PER_HAN + ascii * TOKENS_PER_ASCII + other * TOKENS_PER_OTHER);
}

/** About how many tokens a message takes in a prompt, with its tool calls. */
export function estimateMessageTokens(message: BaseMessage): number {
  const calls = AIMessage.isInstance(message) ? (message.tool_calls ?? []) : [];
  const called = calls.map((call) => call.name + JSON.stringify(call.args)).join('');
  return TOKENS_PER_MESSAGE + estimateTokens(message.text + called);
}

/** About how many tokens a whole prompt takes: messages and the tools' descriptions. */
export function estimatePromptTokens(messages: readonly BaseMessage[], tools: readonly ModelTool[]): number {
  const spoken = messages.reduce((sum, message) => sum + estimateMessageTokens(message), 0);
  return spoken + estimateToolTokens(tools);
}

/** About how many tokens the tools' descriptions take. */
export function estimateToolTokens(tools: readonly ModelTool[]): number {
  return tools.length === 0 ? 0 : estimateTokens(JSON.stringify(tools.map(toWireTool)));
}
