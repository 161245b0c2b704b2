import type { ReadSentence } from './reading.ts';
import { hasContent } from './ranking/has-content.ts';
import { composeReport } from './report/compose-report.ts';
import { unclearFilters, withoutUnclear } from './report/unclear-filters.ts';
import type { ToolRank } from './ranking/tool-ranker.ts';
import { missingForWrite } from './slots/missing-subject.ts';
import { fillSlots, type FilledSlots, type SlotProblem } from './slots/fill-slots.ts';
import { slotsOf, type ToolDeclaration } from './tool-declaration.ts';
import type { Knowledge, ToolArgs, TurnInput } from './understanding.ts';

/** A tool with arguments as one way to understand a sentence. */
export interface Candidate {
  readonly tool: ToolDeclaration;
  readonly rank: ToolRank;
  readonly args: Record<string, unknown>;
  readonly problems: readonly SlotProblem[];
  /** Arguments that differ in further calls of the same request. */
  readonly alike?: FilledSlots['alike'];
  /** Whether the sentence says anything a request is made of, beside times and words of asking. */
  readonly content: boolean;
  /** Whether figures are wanted though none is named. */
  readonly figures?: boolean;
  /** The rank, less what the tool would leave unsaid and what it still lacks. */
  readonly score: number;
}

const CONSIDERED = 8;
/** What it costs to lack a required argument, and to ignore something the sentence says. */
const COST = { missing: 0.7, leftover: 1.2, metric: 4 } as const;

/** Ways to understand one request, the best first. */
export function readRequest(sentence: ReadSentence, input: TurnInput, knowledge: Knowledge): Candidate[] {
  const allowed = new Set(input.tools.map((tool) => tool.name));
  const composed = new Set(input.tools.filter(isComposed).map((tool) => tool.name));
  const content = hasContent(sentence, (word) => knowledge.ranker.isOrdinary(word));
  const ranks = knowledge.ranker.rank(sentence.text, sentence.pieces, allowed, composed);
  return ranks
    .slice(0, CONSIDERED)
    .concat(ranks.slice(CONSIDERED).filter((rank) => composed.has(rank.tool)))
    .flatMap((rank): Candidate[] => {
      const tool = input.tools.find((candidate) => candidate.name === rank.tool);
      return tool ? [{ ...fillCandidate(tool, rank, sentence, input, knowledge), content }] : [];
    })
    .toSorted((a, b) => b.score - a.score);
}

/** A tool whose arguments are composed from everything the sentence says. */
export function isComposed(tool: ToolDeclaration): boolean {
  return slotsOf(tool).some((slot) => slot.slot === 'report');
}

function fillCandidate(
  tool: ToolDeclaration,
  rank: ToolRank,
  sentence: ReadSentence,
  input: TurnInput,
  knowledge: Knowledge,
): Omit<Candidate, 'content'> {
  if (isComposed(tool)) return composedCandidate(tool, rank, sentence, input, knowledge);
  const said = fillSlots(tool, rank.alignment, sentence, {
    gazetteer: knowledge.gazetteer,
    memory: input.history,
    now: input.now,
    ordinary: (word) => knowledge.ranker.isOrdinary(word),
  });
  const { lastCall } = input.history;
  const filled = ALIKE.test(sentence.text) && lastCall?.tool === tool.name ? repeatLast(said, lastCall.args) : said;
  const lacksSubject =
    tool.risk !== 'read' && filled.problems.length === 0 && missingForWrite(tool, filled.args) ? 1 : 0;
  const missing = filled.problems.filter((problem) => problem.kind === 'missing').length + lacksSubject;
  return {
    tool,
    rank,
    args: filled.args,
    problems: filled.problems,
    alike: filled.alike,
    score: rank.score - missing * COST.missing - costOfLeftover(filled.leftover, sentence),
  };
}

function composedCandidate(
  tool: ToolDeclaration,
  rank: ToolRank,
  sentence: ReadSentence,
  input: TurnInput,
  knowledge: Knowledge,
): Omit<Candidate, 'content'> {
  const draft = composeReport(sentence, knowledge.layer, input.history);
  const problems = [
    ...slotsOf(tool)
      .filter((slot) => slot.required && !(slot.arg in draft))
      .map((slot): SlotProblem => ({ kind: 'missing', slot })),
    ...unclearFilters(sentence, draft),
  ];
  return {
    tool,
    rank,
    figures: REPORT.test(sentence.text),
    args: { ...withoutUnclear(draft, problems) },
    problems,
    score:
      rank.score +
      reportEvidence(sentence, draft.metrics !== undefined) -
      problems.filter(({ kind }) => kind === 'missing').length * COST.missing,
  };
}

/** A number that was named by name is asked for; words for records themselves («还在谈的单子») may also ask for a list. */
function costOfLeftover(leftover: FilledSlots['leftover'], { text }: ReadSentence): number {
  return leftover.reduce((sum, span) => {
    const named = span.readings[0]?.kind === 'metric' && !RECORDS.test(text.slice(span.start, span.end));
    return sum + (named ? COST.metric : COST.leftover);
  }, 0);
}

const RECORDS = /(?<!多少|几|[几少][个家条笔])(?:单子|商机|客户|线索)$/u;

/** A metric is what reports are made of; a dimension one breaks down by points to one. */
function reportEvidence({ spans, text }: ReadSentence, measured: boolean): number {
  if (measured) return spans.some((span) => span.readings[0]?.kind === 'metric') ? 1 : 0.3;
  if (REPORT.test(text)) return 2.5;
  return spans.some(
    (span) => span.readings[0]?.kind === 'dimension' && /^[按各每]/u.test(text.slice(span.start, span.end)),
  )
    ? 4
    : 0;
}

/** Figures are wanted, though not which. */
export const REPORT = /(?<!客户|看板)数据(?!看板|中台|库)|报表|统计|汇总|分析(?!项目|系统|平台|师)/u;

/** The same again for another record: 「椒坊也打上」. */
const ALIKE = /也|同样|一样|照样/u;

/** What is still missing is as it was in the last request of the tool. */
function repeatLast(filled: FilledSlots, last: ToolArgs): FilledSlots {
  const again = filled.problems.filter(({ kind, slot }) => kind === 'missing' && last[slot.arg] !== undefined);
  return {
    ...filled,
    args: { ...filled.args, ...Object.fromEntries(again.map(({ slot }) => [slot.arg, last[slot.arg]])) },
    problems: filled.problems.filter((problem) => !again.includes(problem)),
  };
}
