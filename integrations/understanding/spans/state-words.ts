import type { SemanticLayer } from '../semantic-layer.ts';
import { readingOf, type Span } from './span.ts';

/** A word that narrows a count to records in one state, with the metric of the narrowed count. */
interface StateWord {
  readonly word: string;
  readonly metric: string;
}

/** Metrics that count all records of a kind, with the nouns their narrower sisters are named after. */
const BASES: Readonly<Record<string, RegExp>> = {
  opportunity_count: /(?:的)?(?:商机数?|单数|单子|机会数?)$/u,
  lead_count: /(?:的)?线索数?$/u,
  customer_count: /(?:的)?客户数?$/u,
};
const BREAK = /[，。；,;！!？?]/u;

/**
 * «多少商机…在谈»: a count of all records beside a word of their state is the count of that state. The words come from the
 * layer: a synonym «在谈商机数» of one metric is «在谈» before what another metric of the same dataset counts.
 */
export class StateWords {
  readonly #words: ReadonlyMap<string, readonly StateWord[]>;

  constructor({ metrics }: SemanticLayer) {
    this.#words = new Map(
      Object.entries(BASES).flatMap(([name, noun]) => {
        const base = metrics.find((metric) => metric.name === name);
        if (!base) return [];
        const words = metrics
          .filter((metric) => metric !== base && metric.name.endsWith('_count'))
          .flatMap((metric) =>
            [metric.label, ...metric.synonyms]
              .filter((said) => noun.test(said))
              .map((said) => ({ word: said.replace(noun, ''), metric: metric.name })),
          )
          .filter(({ word }) => word.length >= 2);
        return [[name, words.toSorted((a, b) => b.word.length - a.word.length)] as const];
      }),
    );
  }

  /** The spans with counts narrowed; a state word becomes a part of the metric that says nothing more. */
  narrow(text: string, spans: readonly Span[]): Span[] {
    const metrics = spans.filter((span) => readingOf(span, 'metric'));
    const consumed: Span[] = [];
    const narrowed = spans.map((span) => {
      const [name = ''] = readingOf(span, 'metric')?.names ?? [];
      const found = this.#words
        .get(name)
        ?.map((state) => ({ ...state, at: placeOf(state.word, text, metrics) }))
        .find(({ at }) => at >= 0 && near(text, span, at));
      if (!found) return span;
      consumed.push(silent(found.at, found.word));
      // 「商机总数多少，还在跑的有多少」 asks for both.
      const both = asksAgain(text, span, found.at);
      return {
        ...span,
        readings: [
          { kind: 'metric' as const, names: [both ? name : found.metric], ...(both ? { also: found.metric } : {}) },
        ],
      };
    });
    return [...narrowed, ...consumed];
  }
}

function silent(start: number, word: string): Span {
  return { start, end: start + word.length, score: 1, readings: [{ kind: 'filler' }] };
}

/** Where the word stands outside all metrics; -1 when nowhere. */
function placeOf(word: string, text: string, metrics: readonly Span[]): number {
  for (let at = text.indexOf(word); at >= 0; at = text.indexOf(word, at + 1))
    if (!metrics.some((span) => at < span.end && at + word.length > span.start)) return at;
  return -1;
}

function near(text: string, span: Span, at: number): boolean {
  const between = at >= span.end ? text.slice(span.end, at) : text.slice(at, span.start);
  return !BREAK.test(between) || asksAgain(text, span, at);
}

/** The state stands in a later clause that asks for a number of its own. */
function asksAgain(text: string, span: Span, at: number): boolean {
  return at >= span.end && BREAK.test(text.slice(span.end, at)) && /^[^，。；,;]{0,8}(?:多少|几)/u.test(text.slice(at));
}
