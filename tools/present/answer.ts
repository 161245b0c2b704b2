import type { AnswerPart, RecordRef } from '../../kernel/contracts/chat.ts';
import type { ToolAnswer } from '../tool.ts';
import { writeFacts } from './write-facts.ts';

/** A piece of words that may be left out. */
export type Piece = string | 0 | false | null | undefined;

export interface AnswerContent {
  readonly text: string;
  /** Tables and charts, then the filter. */
  readonly parts: readonly AnswerPart[];
  /** Records the sentences name. */
  readonly records?: readonly RecordRef[];
  /** What one may ask next. */
  readonly suggestions?: readonly Piece[];
}

/** Puts an answer together in the order a person reads it: words, table, filter, sources, next questions. */
export function answer({ text, parts, records = [], suggestions = [] }: AnswerContent): ToolAnswer {
  const next = [...new Set(suggestions.filter((one): one is string => Boolean(one)))].slice(0, 3);
  const sources = [...new Map(records.map((ref) => [ref.id, ref])).values()];
  return {
    text,
    content: writeFacts(text, parts),
    parts: [
      ...parts,
      ...(sources.length > 0 ? [{ type: 'records' as const, items: sources }] : []),
      ...(next.length > 0 ? [{ type: 'suggestions' as const, items: next }] : []),
    ],
  };
}

/** «A、B、C», or «A、B、C 等 12 家» when there are more than are named. */
export function nameSome(names: readonly string[], total: number, unit: string, most = 5): string {
  const shown = names.slice(0, most).join('、');
  return total > Math.min(names.length, most) ? `${shown} 等 ${total} ${unit}` : shown;
}

/** Two Chinese characters, or one and a mark, with a blank between them. */
const NEEDLESS_BLANK = /(?<=[\p{Script=Han}，。：；、（）“”])\s+(?=[\p{Script=Han}，。：；、（）“”])/gu;

/** Pieces of one sentence: a blank stands beside Latin letters and digits only. */
export function phrase(...parts: readonly Piece[]): string {
  return parts.filter(Boolean).join(' ').replaceAll(NEEDLESS_BLANK, '').trim();
}

/** Sentences one after the other, empty ones left out. */
export function sentences(...parts: readonly Piece[]): string {
  return parts.filter(Boolean).join('');
}
