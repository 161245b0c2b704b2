import type { CallToolResult } from '@modelcontextprotocol/sdk/types.js';
import { z } from 'zod';
import type { OutsideResult } from '../../graphs/assistant/call-from-outside.ts';
import { Citation } from '../../kernel/contracts/knowledge.ts';
import type { AppError } from '../../kernel/errors.ts';
import type { NameChoice } from '../../tools/errors.ts';
import type { ToolAnswer } from '../../tools/tool.ts';

/** What a reading tool found. `[1]` in `text` stands for the citation of that number. */
export const ReadResult = z.object({
  text: z.string(),
  citations: z.array(Citation.pick({ number: true, document_id: true, passage_id: true, title: true, quote: true })),
});

/** What a changing tool left behind: nothing is done before the person agrees to the card. */
export const CardResult = z.object({
  status: z.literal('waiting_for_approval'),
  approval_id: z.uuid(),
  summary: z.string(),
  expires_at: z.iso.datetime(),
  /** Where the card stands in the console; null where the service does not know its own address. */
  open_at: z.url().nullable(),
});

/**
 * A result as MCP wants it: the words a model reads, and the same as data, of which some programs show only one. Phone numbers are hidden as for any model;
 * passages are what somebody wrote for their readers and stay as they are.
 */
export function toolResult(result: OutsideResult, publicUrl: string | null): CallToolResult {
  if (result.kind === 'answered') return readResult(result.answer);
  const { card, threadId } = result;
  const structuredContent: z.output<typeof CardResult> = {
    status: 'waiting_for_approval',
    approval_id: card.id,
    summary: card.summary,
    expires_at: card.expires_at,
    open_at: publicUrl && `${publicUrl}/chat/${threadId}`,
  };
  const where = structuredContent.open_at ? `（${structuredContent.open_at}）` : '';
  const text = `还没有执行，正在等本人确认：${card.summary}请在销枢的对话里打开确认卡${where}，一天内有效。`;
  return { content: [{ type: 'text', text }], structuredContent };
}

function readResult({ content, parts }: ToolAnswer): CallToolResult {
  const citations = parts.flatMap((part) => (part.type === 'citations' ? part.items : []));
  const sources = citations.map(
    ({ number, title, heading, quote }) =>
      `[${number}] 《${title}》${heading && heading !== title ? ` ${heading}` : ''}\n${quote}`,
  );
  const structuredContent: z.output<typeof ReadResult> = {
    text: content,
    citations: citations.map(({ number, document_id, passage_id, title, quote }) => ({
      number,
      document_id,
      passage_id,
      title,
      quote,
    })),
  };
  return { content: [{ type: 'text', text: [content, ...sources].join('\n\n') }], structuredContent };
}

/** A failure the calling model can act on: the sentence, and what a name could have meant. */
export function failedResult(error: AppError, locale: 'zh' | 'en'): CallToolResult {
  const options = (error.details['options'] as NameChoice[] | undefined) ?? [];
  const text = `${error.sentence(locale)}${options.map((option) => option.label).join('；')}`;
  return { content: [{ type: 'text', text }], isError: true };
}
