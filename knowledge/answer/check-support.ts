import { findNumbers, type NumberSpan } from '../../kernel/time-phrases/find-numbers.ts';
import { sentencesOf } from '../chunk/cut-passages.ts';
import { contentWords, coverage, plainForm } from './content-words.ts';

/** A text that claims may rest on, prepared once. */
export interface Support {
  readonly number: number;
  readonly plain: string;
  readonly sentences: readonly string[];
  readonly numbers: readonly NumberSpan[];
}

/** Share of a claim's words that its source must hold, and from which one sentence counts as its counterpart. */
const ENOUGH = 0.6;
const COUNTERPART = 0.7;
/** What turns a statement into its opposite. */
const NEGATION =
  /不(?:能|可|得|要|会|用|需|许|准|支持|允许|退|收|予|再|应|宜|必|提供|包含|适用)|禁止|严禁|无需|无须|无法|没有|未经|切勿|勿|别(?=[把用再])|拒绝/gu;

/** A source made ready for checking claims against it. */
export function supportOf(number: number, text: string): Support {
  return {
    number,
    plain: plainForm(text),
    sentences: sentencesOf(text).map(plainForm),
    numbers: findNumbers(text),
  };
}

/**
 * Whether a source supports a claim: most of its words stand there, each of its numbers does (with the same unit), and the
 * sentence it comes nearest to does not say the opposite. A lexical test: it drops a fair paraphrase rather than letting an
 * invention through.
 */
export function isSupported(claim: string, support: Support): boolean {
  const words = contentWords(claim);
  if (words.length === 0) return false;
  if (coverage(words, support.plain) < ENOUGH) return false;
  if (!findNumbers(claim).every((number) => hasNumber(support.numbers, number))) return false;
  return !saysOpposite(claim, words, support);
}

/** How well a source holds a claim's words, 0-1; 0 when it does not support it. */
export function supportFor(claim: string, support: Support): number {
  return isSupported(claim, support) ? coverage(contentWords(claim), support.plain) : 0;
}

/** The same value of the same unit; a bare number fits any unit, and words of counting («3 个», «3 家») each other. */
function hasNumber(numbers: readonly NumberSpan[], wanted: NumberSpan): boolean {
  return numbers.some(
    (one) =>
      one.value === wanted.value &&
      (one.unit === wanted.unit || !one.unit || !wanted.unit || (one.kind === 'count' && wanted.kind === 'count')),
  );
}

/** The nearest sentence has the same words, and one of the two is negated. */
function saysOpposite(claim: string, words: readonly string[], support: Support): boolean {
  let best = 0;
  let nearest = '';
  for (const sentence of support.sentences) {
    const share = coverage(words, sentence);
    if (share > best) [best, nearest] = [share, sentence];
  }
  if (best < COUNTERPART) return false;
  // A much longer counterpart says more than one thing: its negation may belong to another part.
  if (nearest.length > claim.length * 2.5) return false;
  return negations(claim) % 2 !== negations(nearest) % 2;
}

function negations(text: string): number {
  return plainForm(text).match(NEGATION)?.length ?? 0;
}
