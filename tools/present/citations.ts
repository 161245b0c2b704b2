import type { AnswerPart } from '../../kernel/contracts/chat.ts';
import type { Citation } from '../../kernel/contracts/knowledge.ts';
import type { LibraryHit } from '../../knowledge/answer/search-library.ts';

const LONGEST_QUOTE = 300;

/** Numbered sources that open their passages. `answerId` lets the person rate the answer. */
export function citationsPart(citations: readonly Citation[], answerId: string | null): AnswerPart[] {
  if (citations.length === 0) return [];
  return [
    { type: 'citations', answer_id: answerId, items: citations.map((one) => ({ ...one, quote: shorten(one.quote) })) },
  ];
}

/** Found passages as numbered sources. */
export function citationsOfHits(hits: readonly LibraryHit[]): Citation[] {
  return hits.map((hit, index) => ({
    number: index + 1,
    passage_id: hit.id,
    document_id: hit.document_id,
    title: hit.document_title,
    heading: hit.question ?? hit.heading,
    quote: hit.text,
    updated_at: hit.updated_at,
  }));
}

function shorten(quote: string): string {
  return quote.length > LONGEST_QUOTE ? `${quote.slice(0, LONGEST_QUOTE)}…` : quote;
}
