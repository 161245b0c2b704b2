import type { ReportRequestInput } from '../../../kernel/contracts/reports.ts';
import type { SlotKind } from '../../../kernel/slots.ts';
import type { TurnMemory } from '../understanding.ts';
import type { ReadSentence } from '../reading.ts';
import { dimensionOfKind, type LayerMetric, type SemanticLayer } from '../semantic-layer.ts';
import { CLOSED_KINDS } from '../closed-words.ts';
import type { Reading, Span } from '../spans/span.ts';
import { asksForTrend, isLeftOut, readOrder } from './report-words.ts';

export type ReportDraft = Partial<ReportRequestInput>;
type Filter = NonNullable<ReportRequestInput['filters']>[number];

/** «业绩最好的是哪个月» */
const SUPERLATIVE = /最[高多大好强低少差小].*哪|哪.*最[高多大好强低少差小]/u;
const TIME_DIMENSIONS: ReadonlySet<string> = new Set(['day', 'week', 'month', 'quarter', 'year']);

/** The report a sentence asks for: every part found anywhere in it. Without a metric the draft has none. */
export function composeReport(
  sentence: ReadSentence,
  layer: SemanticLayer,
  memory: TurnMemory,
  lastMetrics: readonly string[] = [],
): ReportDraft {
  const metrics = metricsOf(sentence, layer);
  const measured = metrics.length > 0 ? metrics : lastMetrics;
  const filters = filtersOf(sentence, layer, measured, memory);
  const dimensions = dimensionsOf(sentence, layer, measured, filters);
  const { period, compare } = timesOf(sentence);
  const order = readOrder(sentence.text);
  // A course of months keeps its own order, unless one month is looked for.
  const ordered =
    order.said &&
    dimensions.length > 0 &&
    (!dimensions.every((name) => TIME_DIMENSIONS.has(name)) || SUPERLATIVE.test(sentence.text));
  return {
    ...(metrics.length > 0 ? { metrics } : {}),
    ...(dimensions.length > 0 ? { dimensions } : {}),
    ...(filters.length > 0 ? { filters } : {}),
    ...(period ? { period } : {}),
    ...(compare ? { compare } : {}),
    ...(ordered && metrics[0] ? { order: { by: metrics[0], direction: order.direction ?? 'desc' } } : {}),
    ...(ordered && order.limit ? { limit: order.limit } : {}),
  };
}

function metricsOf({ spans, text }: ReadSentence, layer: SemanticLayer): string[] {
  const named = spans.flatMap((span) => {
    const reading = span.readings.find((candidate) => candidate.kind === 'metric');
    return [...(reading?.names?.slice(0, 1) ?? []), ...(reading?.also ? [reading.also] : [])];
  });
  const names = named.length > 0 || !TIMES.test(text) ? named : spans.flatMap((span) => countOfKind(span));
  return [...new Set(names)].filter((name) => layer.metrics.some((metric) => metric.name === name)).slice(0, 8);
}

const TIMES = /最[多少]|谁.{0,8}(?:更)?[多少](?:[?？呢啊些一]|$)|更[多少]|[几少]次|次数|几个|多少个|排名|排行/u;

/** «打电话最多» counts calls: the layer calls such a count after the kind of contact. */
function countOfKind(span: Span): string[] {
  const kind = span.readings.find((reading) => reading.kind === 'activity_kind')?.candidates?.[0]?.entry.id;
  return kind ? [`${kind}_count`] : [];
}

/** Dimensions that were named, the one of several compared values, and the month for a course over time. */
function dimensionsOf(
  sentence: ReadSentence,
  layer: SemanticLayer,
  metrics: readonly string[],
  filters: readonly Filter[],
): string[] {
  const possible = possibleDimensions(layer, metrics);
  const compared = filters
    .filter((filter) => filter.op !== 'not_in' && filter.values.length > 1 && possible(filter.dimension))
    .map((filter) => filter.dimension);
  const named = sentence.spans.flatMap((span) => {
    const names = span.readings.find((reading) => reading.kind === 'dimension')?.names ?? [];
    // 「华东和华南谁高」 asks which of the two, not which person.
    if (compared.length > 0 && sentence.text.slice(span.start, span.end) === '谁') return [];
    return names.find((name) => possible(name)) ?? [];
  });
  named.push(...compared);
  if (asksForTrend(sentence.text) && !named.some((name) => TIME_DIMENSIONS.has(name))) named.push('month');
  for (const metric of layer.metrics) if (metrics.includes(metric.name) && metric.needs) named.push(metric.needs);
  return [...new Set(named)].slice(0, 3);
}

function possibleDimensions(layer: SemanticLayer, metrics: readonly string[]): (name: string) => boolean {
  const wanted = layer.metrics.filter(
    (metric: LayerMetric) => metrics.includes(metric.name) && metric.dimensions.length > 0,
  );
  return (name) =>
    layer.dimensions.some((dimension) => dimension.name === name) &&
    wanted.every((metric) => TIME_DIMENSIONS.has(name) || metric.dimensions.includes(name));
}

function filtersOf(
  sentence: ReadSentence,
  layer: SemanticLayer,
  metrics: readonly string[],
  memory: TurnMemory,
): Filter[] {
  const possible = possibleDimensions(layer, metrics);
  const filters = new Map<string, Filter>();
  for (const span of sentence.spans) {
    const found = valueOf(span, sentence, possible, memory, layer);
    if (!found) continue;
    const op = isLeftOut(sentence.text, span.start, span.end) ? 'not_in' : undefined;
    const key = `${found.dimension}:${op ?? 'in'}`;
    const before = filters.get(key);
    filters.set(key, {
      dimension: found.dimension,
      ...(op ? { op } : {}),
      values: [...new Set([...(before?.values ?? []), found.value])],
    });
  }
  return [...filters.values()];
}

/** The first reading of a span that is a value of a dimension the metrics can be cut by. */
function valueOf(
  span: Span,
  sentence: ReadSentence,
  possible: (name: string) => boolean,
  memory: TurnMemory,
  layer: SemanticLayer,
): { dimension: string; value: string } | undefined {
  // A word of a state that narrowed the metric is no filter as well.
  if (span.readings[0]?.kind === 'filler') return undefined;
  for (const reading of span.readings) {
    if (reading.kind === 'me') return possible('owner') ? { dimension: 'owner', value: '我' } : undefined;
    if (reading.kind === 'that') return rememberedValue(reading, memory, possible);
    const dimension =
      reading.kind === 'person' && possible('manager') && isLeader(span, sentence.text, layer)
        ? 'manager'
        : dimensionOfKind(reading.kind);
    if (!reading.candidates?.[0] || !possible(dimension) || !isMeant(reading, span, sentence.text)) continue;
    return { dimension, value: reading.candidates[0].entry.name };
  }
  return undefined;
}

/** Behind a name: the people below that person are meant, not the person. */
const LEADS = /^(?:的)?(?:手下|手底下|下面|带的|下属|麾下|底下|管的|那组|那队|组里|团队|小组|组|部门|队)/u;

/** A person beside the word for those who lead («经理 X», «X经理») or before the word for those led. */
function isLeader(span: Span, text: string, layer: SemanticLayer): boolean {
  const after = text.slice(span.end).trimStart();
  if (LEADS.test(after)) return true;
  const manager = layer.dimensions.find((dimension) => dimension.name === 'manager');
  const before = text.slice(0, span.start).replace(/[\s:：是为叫]+$/u, '');
  return [manager?.label ?? '', ...(manager?.synonyms ?? [])].some(
    (word) => word !== '' && (after.startsWith(word) || before.endsWith(word)),
  );
}

/** What a pronoun stands for, as a filter. */
function rememberedValue(
  reading: Reading,
  memory: TurnMemory,
  possible: (name: string) => boolean,
): { dimension: string; value: string } | undefined {
  const kind = reading.names?.[0] ?? '';
  const value = kind === 'customer' ? memory.lastCustomer : memory.lastNames?.[kind as SlotKind];
  const dimension = dimensionOfKind(kind);
  return value && possible(dimension) ? { dimension, value } : undefined;
}

/** Words of closed lists are filters only when said as such («商务谈判阶段的»). */
function isMeant(reading: Reading, span: Span, text: string): boolean {
  if (!CLOSED_KINDS.has(reading.kind)) return true;
  return reading.kind === 'stage'
    ? /^的?阶段/u.test(text.slice(span.end)) ||
        /处于|停在|在$/u.test(text.slice(Math.max(0, span.start - 3), span.start)) ||
        text.slice(span.start, span.end).endsWith('阶段')
    : reading.kind === 'lead_status';
}

function timesOf(sentence: ReadSentence): Pick<ReportDraft, 'period' | 'compare'> {
  let main: SaidRange | undefined;
  let other: (SaidRange & { compare: ReportDraft['compare'] }) | undefined;
  let shift: ReportDraft['compare'];
  for (const span of sentence.spans) {
    const time = span.readings[0]?.time;
    const said = sentence.rawSlice(span.start, span.end).trim();
    if (time?.kind === 'compare' && time.mode !== 'range') shift ??= time.mode;
    else if (time?.kind === 'compare' && time.range) {
      const { from, to, phrase } = time.range;
      other ??= { compare: { from, to }, from, to, said: phrase };
    } else if (time?.kind === 'range' && main) other ??= { compare: said, from: time.from, to: time.to, said };
    else if (time?.kind === 'range') main = { said, from: time.from, to: time.to };
  }
  // Of two periods the later one is looked at and the earlier one is what it is compared with.
  if (main && other && other.from > main.from) return { period: other.said, compare: main.said };
  const compare =
    shift ?? (main && other && isYearBefore(other, main) ? 'same_period_last_year' : undefined) ?? other?.compare;
  return { ...(main ? { period: main.said } : {}), ...(compare ? { compare } : {}) };
}

interface SaidRange {
  readonly said: string;
  readonly from: string;
  readonly to: string;
}

/** The same days one year earlier: what people say as a period then means «year on year». */
function isYearBefore(earlier: SaidRange, later: SaidRange): boolean {
  const back = (day: string): string => `${Number(day.slice(0, 4)) - 1}${day.slice(4)}`;
  return earlier.from === back(later.from) && earlier.to === back(later.to);
}
