import type { ReportDraft } from '../report/compose-report.ts';
import { composeReport } from '../report/compose-report.ts';
import { readOrder, turnsOrder } from '../report/report-words.ts';
import type { ReadSentence } from '../reading.ts';
import type { SemanticLayer } from '../semantic-layer.ts';
import type { ToolArgs, TurnMemory } from '../understanding.ts';

const ADDING = /加上|再加|再按|还有|以及|也(?:看|加|要|带|放|列|算|给)|同时|外加|补上|叠加|带上|加进|放进|一起|一并/u;

/** The last report with the parts the sentence names put in the place of its own, or added where the words say so. */
export function editReport(
  last: ToolArgs,
  sentence: ReadSentence,
  layer: SemanticLayer,
  memory: TurnMemory,
): ReportDraft {
  const before = last as ReportDraft;
  const said = composeReport(sentence, layer, memory, before.metrics);
  const adding = ADDING.test(sentence.text);
  const order = readOrder(sentence.text);
  const metrics = said.metrics
    ? adding
      ? unique([...(before.metrics ?? []), ...said.metrics])
      : said.metrics
    : before.metrics;
  const by = order.said ? metrics?.[0] : undefined;
  const sameOrder =
    before.order && metrics?.includes(before.order.by)
      ? before.order
      : before.order && metrics?.[0]
        ? { ...before.order, by: metrics[0] }
        : undefined;
  const edited: ReportDraft = {
    ...before,
    ...(metrics ? { metrics } : {}),
    ...(said.dimensions
      ? {
          dimensions:
            adding && !said.filters
              ? unique([...(before.dimensions ?? []), ...said.dimensions]).slice(0, 3)
              : said.dimensions,
        }
      : {}),
    ...(said.filters ? { filters: mergeFilters(before.filters ?? [], said.filters, adding) } : {}),
    ...(said.period ? { period: said.period } : {}),
    ...(said.compare ? { compare: said.compare } : {}),
    ...(by
      ? {
          order: {
            by: before.order?.by && !said.metrics ? before.order.by : by,
            direction: order.limit && before.order ? (before.order.direction ?? 'desc') : (order.direction ?? 'desc'),
          },
        }
      : sameOrder
        ? { order: sameOrder }
        : {}),
    ...(order.limit ? { limit: order.limit } : {}),
  };
  return turnsOrder(sentence.text) ? turned(edited) : edited;
}

/** The same list from its other end; one without an order is turned from the greatest first. */
function turned(draft: ReportDraft): ReportDraft {
  const by = draft.order?.by ?? draft.metrics?.[0];
  return by ? { ...draft, order: { by, direction: draft.order?.direction === 'asc' ? 'desc' : 'asc' } } : draft;
}

type Filters = NonNullable<ReportDraft['filters']>;

function mergeFilters(before: Filters, said: Filters, adding: boolean): Filters {
  const kept = before.flatMap((filter) =>
    said.some((other) => isSameSide(other, filter)) ? [] : (without(filter, said) ?? []),
  );
  const merged = said.flatMap((filter) => {
    const same = before.find((other) => isSameSide(other, filter));
    // What is left out of a list that was named is just taken from that list.
    if (filter.op === 'not_in' && before.some((other) => isTakenFrom(other, filter))) return [];
    return [adding && same ? { ...filter, values: unique([...same.values, ...filter.values]) } : filter];
  });
  // A new value stands where the old one stood, so that the request reads as before.
  const order = [...before.map((filter) => filter.dimension), ...said.map((filter) => filter.dimension)];
  return [...kept, ...merged].toSorted((a, b) => order.indexOf(a.dimension) - order.indexOf(b.dimension));
}

function isSameSide(a: Filters[number], b: Filters[number]): boolean {
  return a.dimension === b.dimension && (a.op ?? 'in') === (b.op ?? 'in');
}

function isTakenFrom(filter: Filters[number], said: Filters[number]): boolean {
  return (
    filter.dimension === said.dimension &&
    filter.op !== 'not_in' &&
    said.op === 'not_in' &&
    said.values.some((value) => filter.values.includes(value))
  );
}

/** The filter less the values that are now left out; nothing when none remain. */
function without(filter: Filters[number], said: Filters): Filters[number][] | undefined {
  const gone = said.filter((other) => isTakenFrom(filter, other)).flatMap((other) => other.values);
  const values = filter.values.filter((value) => !gone.includes(value));
  return values.length > 0 ? [{ ...filter, values }] : undefined;
}

function unique<T>(values: readonly T[]): T[] {
  return [...new Set(values)];
}
