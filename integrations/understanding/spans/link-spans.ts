import type { NameFinder } from '../gazetteer/name-finder.ts';
import type { NormalText } from '../normalise.ts';
import type { LayerLinker } from './link-layer.ts';
import { linkNames, spanOfMention } from './link-names.ts';
import { readModality } from './link-modality.ts';
import { linkNumbers } from './link-numbers.ts';
import { linkPronouns } from './link-pronouns.ts';
import { linkQuotes } from './link-quotes.ts';
import { linkSeparable } from './link-separable.ts';
import { linkTimes } from './link-times.ts';
import { isFamilyName, linkUnknownNames } from './link-unknown-names.ts';
import { linkRobots } from './link-robots.ts';
import { linkUnknownGroups } from './link-unknown-groups.ts';
import { pickSpans } from './pick-spans.ts';
import type { Span } from './span.ts';

export interface LinkContext {
  readonly gazetteer: NameFinder;
  readonly layer: LayerLinker;
  readonly now: Date;
  /** Words that are never a slip of a name. */
  readonly ordinary: (word: string) => boolean;
}

/** Everything a sentence mentions, as stretches without overlap from left to right. */
export function linkSpans({ text }: Pick<NormalText, 'text'>, context: LinkContext): Span[] {
  const names = readModality(text, linkNames(text, context.gazetteer)).filter(
    (span) => !isPart(span) || isSaidPart(text, span, context),
  );
  const exact = [...names, ...shrinkCompares(linkLiterals(text, context))];
  const first = pickSpans(exact);
  const doubtful = gapsOf(text, first).flatMap(({ start, end }) => [
    ...widerSlips(text, start, end, first, context),
    ...context.gazetteer
      .findSlips(text, start, end, context.ordinary)
      .flatMap((mention) => spanOfMention(mention) ?? []),
    ...linkUnknownNames(text, start, end, context.ordinary),
    ...linkUnknownGroups(text, start, end),
  ]);
  return doubtful.length === 0 ? first : pickSpans([...first, ...doubtful]);
}

/** What needs no records: words of the layer, times, numbers, pronouns. Also finds them in the tools' phrases. */
export function linkLiterals(text: string, { layer, now }: Pick<LinkContext, 'layer' | 'now'>): Span[] {
  return [
    ...layer.link(text),
    ...linkTimes(text, now),
    ...linkNumbers(text),
    ...linkPronouns(text),
    ...linkQuotes(text),
    ...linkSeparable(text),
    ...linkRobots(text),
  ];
}

/** A short name with something strange right behind it may be the head of a longer name written with a slip. */
function widerSlips(text: string, start: number, end: number, spans: readonly Span[], context: LinkContext): Span[] {
  const head = spans.find(
    (span) => span.end === start && span.end - span.start <= 3 && span.readings.some((reading) => reading.candidates),
  );
  if (!head) return [];
  const wider = context.gazetteer
    .findSlips(text, head.start, end, context.ordinary)
    .filter((mention) => mention.start === head.start && mention.end > start && mention.end - mention.start >= 4);
  return wider.flatMap((mention) => spanOfMention(mention) ?? []);
}

/** 「和去年的业绩比」 is read as one comparison over the metric in its middle: it is cut to what stands before the metric. */
function shrinkCompares(spans: readonly Span[]): Span[] {
  const metrics = spans.filter((span) => span.readings[0]?.kind === 'metric');
  return spans.flatMap((span) => {
    const inside =
      span.readings[0]?.kind === 'compare'
        ? metrics.find((metric) => metric.start > span.start && metric.end <= span.end)
        : undefined;
    if (!inside) return [span];
    return inside.start - span.start >= 2 ? [{ ...span, end: inside.start }] : [];
  });
}

/** A piece of a name is meant unless its letters are an everyday word, a dimension, or the given name of somebody else. */
function isSaidPart(text: string, span: Span, { ordinary, layer }: LinkContext): boolean {
  const word = text.slice(span.start, span.end);
  if (ordinary(word) || layer.dimension(word) !== undefined) return false;
  const people = span.readings.every((reading) => ['person', 'contact', 'lead'].includes(reading.kind));
  return !(people && /^\p{Script=Han}{2}$/u.test(word) && isNamedOtherwise(text, span));
}

/** «武文博» is not «文博» of another family. */
function isNamedOtherwise(text: string, span: Span): boolean {
  const before = text[span.start - 1] ?? '';
  const family = span.readings.some((reading) =>
    reading.candidates?.some(({ entry }) => entry.name.startsWith(before)),
  );
  const free = /^(?:$|[\s,，、。：:；;])$/u.test(text[span.start - 2] ?? '');
  return !family && free && isFamilyName(before);
}

/** Only a piece of a name: an everyday word of the same letters is likelier. */
function isPart(span: Span): boolean {
  return span.readings.every(
    (reading) => reading.candidates?.every((candidate) => candidate.match === 'part') ?? false,
  );
}

/** Stretches of two or more characters between spans, cut at punctuation. */
function gapsOf(text: string, spans: readonly Span[]): { start: number; end: number }[] {
  const gaps: { start: number; end: number }[] = [];
  let at = 0;
  const close = (end: number): void => {
    for (const piece of text
      .slice(at, end)
      .matchAll(/[a-z]{2,14}(?: [a-z]{2,14}){1,2}(?![a-z])|[^\s,.;:!?，。；：！？、\uE000-\uF8FF]{2,}/g))
      gaps.push({ start: at + piece.index, end: at + piece.index + piece[0].length });
  };
  for (const span of spans) {
    close(span.start);
    at = span.end;
  }
  close(text.length);
  return gaps;
}
