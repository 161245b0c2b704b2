import { query } from '../../db/query.ts';
import { findNumbers, type NumberSpan } from '../../kernel/time-phrases/find-numbers.ts';
import { sentencesOf } from '../chunk/cut-passages.ts';
import { contentWords } from '../answer/content-words.ts';
import type { ReadScope } from '../knowledge-scope.ts';

export interface Contradiction {
  readonly a: string;
  readonly b: string;
  readonly topic: string;
  readonly quotes: readonly [string, string];
}

interface TopicPair {
  readonly topic: string;
  readonly a: string;
  readonly a_text: string;
  readonly b: string;
  readonly b_text: string;
}

const MOST = 5000;
/** Share of their words (without numbers) from which two sentences say the same. */
const SAME = 0.6;

/**
 * Passages of different documents under the same question or heading whose sentences agree but for a number of the same
 * unit: one says 7 days, the other 15.
 */
export async function findContradictions(scope: Pick<ReadScope, 'em'>): Promise<Contradiction[]> {
  const rows = await query<TopicPair>(
    scope.em,
    `with live as (select p.topic, p.document_id, p.text from knowledge_passage p
       join knowledge_document d on d.id = p.document_id and d.current_version_id = p.version_id where p.topic is not null)
     select a.topic, a.document_id as a, a.text as a_text, b.document_id as b, b.text as b_text
     from live a join live b on b.topic = a.topic and b.document_id > a.document_id and b.text <> a.text
     order by a.topic, a.document_id, b.document_id limit ${MOST}`,
  );
  const found = new Map<string, Contradiction>();
  for (const row of rows) {
    const quotes = differing(row.a_text, row.b_text);
    const key = `${row.a} ${row.b} ${row.topic}`;
    if (quotes && !found.has(key)) found.set(key, { a: row.a, b: row.b, topic: row.topic, quotes });
  }
  return [...found.values()];
}

/** The first two sentences of two texts that say the same with other numbers. */
export function differing(a: string, b: string): [string, string] | undefined {
  const others = sentencesOf(b).map(readStatement);
  for (const mine of sentencesOf(a).map(readStatement)) {
    if (mine.numbers.length === 0) continue;
    const alike = others.filter((other) => other.numbers.length > 0 && overlap(mine.words, other.words) >= SAME);
    // Where one of the alike sentences agrees, the texts agree.
    const contrary = alike.filter((other) => disagree(mine.numbers, other.numbers));
    if (contrary.length > 0 && contrary.length === alike.length) return [mine.text, contrary[0]?.text ?? ''];
  }
  return undefined;
}

interface Statement {
  readonly text: string;
  readonly words: ReadonlySet<string>;
  readonly numbers: readonly NumberSpan[];
}

function readStatement(text: string): Statement {
  const numbers = findNumbers(text).filter((one) => !one.ordinal);
  let masked = text;
  for (const { start, end } of numbers.toReversed()) masked = `${masked.slice(0, start)} ${masked.slice(end)}`;
  return { text, words: new Set(contentWords(masked)), numbers };
}

function overlap(a: ReadonlySet<string>, b: ReadonlySet<string>): number {
  if (a.size === 0 || b.size === 0) return 0;
  let same = 0;
  for (const word of a) if (b.has(word)) same += 1;
  return same / Math.max(a.size, b.size);
}

/** Both name a number of one unit, and not the same ones. */
function disagree(a: readonly NumberSpan[], b: readonly NumberSpan[]): boolean {
  const units = new Set(
    a.filter((one) => b.some((other) => other.kind === one.kind && other.unit === one.unit)).map(unitOf),
  );
  if (units.size === 0) return false;
  return [...units].some((unit) => valuesOf(a, unit) !== valuesOf(b, unit));
}

function unitOf(number: NumberSpan): string {
  return `${number.kind} ${number.unit ?? ''}`;
}

function valuesOf(numbers: readonly NumberSpan[], unit: string): string {
  return numbers
    .filter((one) => unitOf(one) === unit)
    .map((one) => one.value)
    .toSorted((a, b) => a - b)
    .join(' ');
}
