import { settle, type Decision } from '../decide.ts';
import type { ReadSentence } from '../reading.ts';
import type { SlotProblem } from '../slots/fill-slots.ts';
import { fittingReading, slotValue } from '../slots/slot-value.ts';
import { slotsOf, type DeclaredSlot, type ToolDeclaration } from '../tool-declaration.ts';
import type { Ask, Knowledge, TurnInput } from '../understanding.ts';
import { readChoice } from './read-choice.ts';
import type { SlotKind } from '../../../kernel/slots.ts';
import { isComposed } from '../read-request.ts';
import { filterSlot } from '../report/unclear-filters.ts';
import { dimensionOfKind } from '../semantic-layer.ts';
import { SPANS_OF_SLOT } from '../slots/slot-kinds.ts';

/** What the answer to an open question comes to; `reread` asks to understand `said` again with one tool only. */
export type Answer =
  Decision | { readonly kind: 'cancelled' } | { readonly kind: 'reread'; readonly said: string; readonly tool: string };

/** Slots that take any words as they are. */
const WORDY: ReadonlySet<string> = new Set(['free_text', 'name', 'tags', 'tag', 'company', 'quoted']);

/** Completes the pending request with the answer; nothing when the sentence is no answer to the question. */
export function answerQuestion(
  ask: Ask,
  sentence: ReadSentence,
  input: TurnInput,
  knowledge: Knowledge,
): Answer | undefined {
  const choice = readChoice(sentence.text, ask.options ?? []);
  if (choice?.kind === 'cancel') return { kind: 'cancelled' };
  if (ask.slot === 'tool')
    return choice ? { kind: 'reread', said: ask.said ?? '', tool: choice.option.value } : undefined;
  const tool = input.tools.find((candidate) => candidate.name === ask.pending.tool);
  const slot =
    tool &&
    (slotsOf(tool).find((candidate) => candidate.arg === ask.slot) ??
      (isComposed(tool) && ask.slot in SPANS_OF_SLOT ? filterSlot(ask.slot as SlotKind) : undefined));
  if (!tool || !slot) return undefined;
  if (choice)
    return complete(tool, slot, slot.slot === 'report' ? [choice.option.value] : choice.option.value, ask, knowledge);
  return (
    answerBySpan(tool, slot, ask, sentence, input, knowledge) ?? answerByWords(tool, slot, ask, sentence, knowledge)
  );
}

function answerBySpan(
  tool: ToolDeclaration,
  slot: DeclaredSlot,
  ask: Ask,
  sentence: ReadSentence,
  input: TurnInput,
  knowledge: Knowledge,
): Decision | undefined {
  if (slot.slot === 'report') {
    const metrics = sentence.spans.flatMap(
      (span) => span.readings.find((reading) => reading.kind === 'metric')?.names?.slice(0, 1) ?? [],
    );
    return metrics.length > 0 ? complete(tool, slot, metrics, ask, knowledge) : undefined;
  }
  const filled = sentence.spans.flatMap((span) => {
    const fitting = fittingReading(slot, span);
    const value = fitting && slotValue(slot, span, sentence, input.now);
    return value ? [{ ...value, distance: fitting.distance }] : [];
  });
  const best = filled.toSorted((a, b) => a.distance - b.distance)[0];
  if (!best) return undefined;
  if (best.options)
    return settle(
      { tool, args: ask.pending.args, problems: [{ kind: 'ambiguous', slot, options: best.options }] },
      knowledge,
    );
  return complete(tool, slot, best.value, ask, knowledge);
}

/** Short words without a request in them are the value itself where the slot takes any. */
function answerByWords(
  tool: ToolDeclaration,
  slot: DeclaredSlot,
  ask: Ask,
  sentence: ReadSentence,
  knowledge: Knowledge,
): Decision | undefined {
  const said = sentence.raw.trim().replaceAll(/^[，。,.\s]+|[，。,.!！\s]+$/gu, '');
  if (!WORDY.has(slot.slot) || said === '' || (slot.slot !== 'free_text' && said.length > 20)) return undefined;
  return complete(
    tool,
    slot,
    slot.slot === 'tags' ? said.split(/[、,，]|和/u).filter((tag) => tag !== '') : said,
    ask,
    knowledge,
  );
}

function complete(tool: ToolDeclaration, slot: DeclaredSlot, value: unknown, ask: Ask, knowledge: Knowledge): Decision {
  const isFilter = isComposed(tool) && slot.slot !== 'report';
  const args: Record<string, unknown> = {
    ...ask.pending.args,
    ...(isFilter ? { filters: withFilter(ask.pending.args, slot, value) } : { [slot.arg]: value }),
  };
  const problems = slotsOf(tool)
    .filter((other) => other.required && args[other.arg] === undefined)
    .map((other): SlotProblem => ({ kind: 'missing', slot: other }));
  return settle({ tool, args, problems }, knowledge);
}

/** The filters of a pending report with the one that was asked for. */
function withFilter(pending: Ask['pending']['args'], slot: DeclaredSlot, value: unknown): unknown[] {
  const before = Array.isArray(pending.filters) ? (pending.filters as unknown[]) : [];
  return [...before, { dimension: dimensionOfKind(slot.slot), values: [value] }];
}
