import type { AnswerPart } from '../../../kernel/contracts/chat.ts';

/**
 * Place of each part under the words of an answer: what answers the question first (tables and charts, as they came),
 * then what it rests on, then what one may do next.
 */
const RANK: Record<AnswerPart['type'], number> = {
  table: 0,
  chart: 0,
  filter: 1,
  citations: 2,
  records: 2,
  choices: 3,
  suggestions: 4,
};

/** The parts in the order of the page; parts of one rank keep the order they came in. */
export function orderParts(parts: readonly AnswerPart[]): AnswerPart[] {
  return [...parts].sort((a, b) => RANK[a.type] - RANK[b.type]);
}
