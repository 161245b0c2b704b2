import type { ReadSentence } from './reading.ts';
import { knowHow, type KnowHow } from './ranking/know-how.ts';
import { hasContent } from './ranking/has-content.ts';
import { composeReport } from './report/compose-report.ts';
import { unclearFilters, withoutUnclear } from './report/unclear-filters.ts';
import type { ToolRank } from './ranking/tool-ranker.ts';
import { missingForWrite } from './slots/missing-subject.ts';
import { carryOver } from './slots/carry-over.ts';
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
  /** Whether the sentence asks how things are done: for tools that take the whole question. */
  readonly knowHow?: KnowHow;
  /** Whether the sentence says something that few tools are asked with, and this one is. */
  readonly heard: boolean;
  /** Whether figures are wanted though none is named. */
  readonly figures?: boolean;
  /** The rank, less what the tool would leave unsaid and what it still lacks. */
  readonly score: number;
}

const CONSIDERED = 8;
/** What it costs to lack a required argument, and to ignore something the sentence says. */
const COST = { missing: 0.7, leftover: 1.2, metric: 4, asked: 3, why: 6, ignored: 1.5 } as const;
/** Asks in its first words why something is so: a later «why» belongs to what is written down. */
const WHY = /^[^，,。；;：:]*(?:为什么|为啥|为何|凭什么|凭啥|怎么会|咋会|怎么就|什么原因|啥原因)/u;

/** Ways to understand one request, the best first. */
export function readRequest(sentence: ReadSentence, input: TurnInput, knowledge: Knowledge): Candidate[] {
  const allowed = new Set(input.tools.map((tool) => tool.name));
  const composed = new Set(input.tools.filter(isComposed).map((tool) => tool.name));
  const asking = new Set(input.tools.filter(takesQuestion).map((tool) => tool.name));
  const about = knowHow(sentence);
  const content = hasContent(sentence, (word) => knowledge.ranker.isOrdinary(word));
  const ranks = knowledge.ranker.rank(
    sentence.text,
    sentence.pieces,
    allowed,
    about ? new Set([...composed, ...asking]) : composed,
  );
  return ranks
    .slice(0, CONSIDERED)
    .concat(ranks.slice(CONSIDERED).filter((rank) => composed.has(rank.tool) || (about && asking.has(rank.tool))))
    .flatMap((rank): Candidate[] => {
      const tool = input.tools.find((candidate) => candidate.name === rank.tool);
      // Who asks why something is so wants to be told, not to have it changed.
      if (!tool || (WHY.test(sentence.text) && tool.risk !== 'read' && !writesWords(tool))) return [];
      const filled = { ...fillCandidate(tool, rank, sentence, input, knowledge), content };
      if (!about || !asking.has(tool.name)) return [filled];
      return [{ ...filled, knowHow: about, score: filled.score + (about === 'sure' ? KNOW_HOW : 0) }];
    })
    .toSorted((a, b) => b.score - a.score);
}

/** What a sure question of know-how is worth against tools that only share its words. */
const KNOW_HOW = 6;

/** A tool that only looks and takes the whole sentence as its question. */
function takesQuestion(tool: ToolDeclaration): boolean {
  return tool.risk === 'read' && slotsOf(tool).some((slot) => slot.slot === 'question');
}

/** A tool that writes down what the sentence says. */
function writesWords(tool: ToolDeclaration): boolean {
  return slotsOf(tool).some((slot) => slot.required && (slot.slot === 'free_text' || slot.slot === 'question'));
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
  const repeated = ALIKE.test(sentence.text) && lastCall?.tool === tool.name ? repeatLast(said, lastCall.args) : said;
  const last = lastCall && {
    tool: input.tools.find((candidate) => candidate.name === lastCall.tool),
    args: lastCall.args,
  };
  const carried = last ? carryOver(tool, repeated.args, sentence, last) : {};
  const filled = { ...repeated, args: { ...carried, ...repeated.args } };
  const lacking = tool.risk !== 'read' && filled.problems.length === 0 ? missingForWrite(tool, filled.args) : undefined;
  // A change of many is seldom meant where nothing says which.
  const lacksSubject = lacking ? (lacking.slot.slot === 'segment' ? 2 : 1) : 0;
  const missing = filled.problems.filter((problem) => problem.kind === 'missing').length + lacksSubject;
  const telling = knowledge.ranker.telling(tool.name, sentence.pieces);
  return {
    tool,
    rank,
    heard: telling.heard > 0,
    args: filled.args,
    problems: filled.problems,
    alike: filled.alike,
    score:
      rank.score -
      missing * COST.missing -
      costOfLeftover(filled.leftover, sentence) -
      telling.ignored * COST.ignored -
      (tool.risk === 'read' ? 0 : WHY.test(sentence.text) ? COST.why : isQuestion(sentence.text) ? COST.asked : 0),
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
  const telling = knowledge.ranker.telling(tool.name, sentence.pieces);
  return {
    tool,
    rank,
    heard: telling.heard > 0,
    figures: REPORT.test(sentence.text),
    args: { ...withoutUnclear(draft, problems) },
    problems,
    score:
      rank.score +
      reportEvidence(sentence, draft.metrics !== undefined) -
      problems.filter(({ kind }) => kind === 'missing').length * COST.missing -
      telling.ignored * COST.ignored,
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
  // What will come of it is forecast, not reported.
  if (FORESIGHT.test(text)) return -COST.metric;
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

/** Whoever asks «还有没解决的问题吗» wants to know; «能帮我…吗» is a polite order. */
function isQuestion(text: string): boolean {
  return /[吗么][?？。!！]*$/u.test(text) && !/能|可以|可不可以|行不行|帮|麻烦|请/u.test(text);
}

/** «预测»«估计能签多少»: asks for what will be. */
const FORESIGHT = /预测|(?:估计|预计|大概|估摸|照这)[^，。]{0,8}能/u;

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
