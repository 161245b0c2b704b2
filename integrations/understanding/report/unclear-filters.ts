import { z } from 'zod';
import type { SlotKind } from '../../../kernel/slots.ts';
import type { ReadSentence } from '../reading.ts';
import { dimensionOfKind } from '../semantic-layer.ts';
import type { SlotProblem } from '../slots/fill-slots.ts';
import { slotValue } from '../slots/slot-value.ts';
import type { Span } from '../spans/span.ts';
import type { DeclaredSlot } from '../tool-declaration.ts';
import type { ReportDraft } from './compose-report.ts';

/** Kinds of names of which a part («小李») may mean several; the words a question calls them by. */
const ASKED: Readonly<Partial<Record<SlotKind, string>>> = { person: '同事', customer: '客户' };

/** Filters whose name fits several records as well: the person is asked which one is meant. */
export function unclearFilters(sentence: ReadSentence, draft: ReportDraft): SlotProblem[] {
  return sentence.spans.flatMap((span) => {
    const [reading] = span.readings;
    const label = reading && ASKED[reading.kind as SlotKind];
    const [first] = reading?.candidates ?? [];
    if (!reading || !label || !first || !isFilter(draft, first.entry.name)) return [];
    const slot = filterSlot(reading.kind as SlotKind, label);
    const options = optionsOf(slot, span, sentence);
    return options ? [{ kind: 'ambiguous' as const, slot, options }] : [];
  });
}

/** The draft without the filters that are asked about. */
export function withoutUnclear(draft: ReportDraft, problems: readonly SlotProblem[]): ReportDraft {
  const unclear = new Set(
    problems.flatMap((problem) => (problem.kind === 'ambiguous' ? [dimensionOfKind(problem.slot.slot)] : [])),
  );
  const { filters, ...rest } = draft;
  const kept = (filters ?? []).filter(
    ({ dimension }) => !unclear.has(dimension) && !(dimension === 'manager' && unclear.has('owner')),
  );
  return kept.length > 0 ? { ...rest, filters: kept } : rest;
}

/** The place of a filter as if it were an argument of its own. */
export function filterSlot(kind: SlotKind, label: string = ASKED[kind] ?? ''): DeclaredSlot {
  return { arg: kind, slot: kind, label, schema: z.string(), required: false };
}

function isFilter(draft: ReportDraft, name: string): boolean {
  return (draft.filters ?? []).some(({ values }) => values.includes(name));
}

function optionsOf(slot: DeclaredSlot, span: Span, sentence: ReadSentence) {
  return slotValue(slot, span, sentence, new Date(0))?.options;
}
