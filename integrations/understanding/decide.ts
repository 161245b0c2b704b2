import type { Candidate } from './read-request.ts';
import { isComposed } from './read-request.ts';
import type { SlotProblem } from './slots/fill-slots.ts';
import { metricOptions, questionFor } from './questions.ts';
import { missingForWrite } from './slots/missing-subject.ts';
import type { Ask, AskOption, Knowledge, ToolCall } from './understanding.ts';

/** What one request comes to; `unclear` when no tool is near. */
export type Decision =
  | { readonly kind: 'call'; readonly call: ToolCall; readonly more?: readonly ToolCall[] }
  | Ask
  | { readonly kind: 'unclear' };

/** From here on the sentence all but repeats a declared phrase. */
const SURE_LIKENESS = 0.85;
/** Below these nothing is near. */
const LEAST_LIKENESS = 0.3;
/** Near enough whatever the classifier says. */
const NEAR_LIKENESS = 0.5;
const LEAST_PROBABILITY = 0.25;
/** How likely it may be that no tool is meant. */
const FOREIGN = 0.45;
/** The same where the answer would be a question. */
const FOREIGN_TO_ASK = 0.2;
/** A sentence much like a phrase may hold strangers. */
const LIKE = 0.66;
const FOREIGN_YET_LIKE = 0.8;
/** And so may one that says something few tools are asked with. */
const FOREIGN_YET_HEARD = 0.9;
/** Two tools this close in score are both meant as far as we can tell. */
const CLOSE_CALL = 0.25;

/** Calls when it is sure, asks when two readings or two records are as likely, or when something needed is missing. */
export function decide(candidates: readonly Candidate[], said: string, knowledge: Pick<Knowledge, 'layer'>): Decision {
  const [best, second] = candidates;
  if (!best || !isNear(best)) return askedAbout(candidates, knowledge) ?? { kind: 'unclear' };
  if (second && isCloseCall(best, second)) {
    // Nobody asks how a thing is done when they want it done.
    const asked = [best, second].find((candidate) => candidate.knowHow && isComplete(candidate));
    if (asked) return settle(asked, knowledge);
    // Of two close ones, the one that lacks nothing is meant rather than the one that would have to ask.
    if (isComplete(best) !== isComplete(second)) return settle(isComplete(best) ? best : second, knowledge);
    return askWhichTool([best, second], said);
  }
  return settle(best, knowledge);
}

/** No tool over records is near, but the sentence asks how things are done: whoever takes questions gets it. */
function askedAbout(candidates: readonly Candidate[], knowledge: Pick<Knowledge, 'layer'>): Decision | undefined {
  const asked = candidates.find((candidate) => candidate.knowHow && candidate.problems.length === 0);
  return asked && settle(asked, knowledge);
}

/** The call, or the question for the first thing that keeps it from being one. */
export function settle(
  candidate: Pick<Candidate, 'tool' | 'args' | 'problems' | 'alike'> & { readonly rank?: Candidate['rank'] },
  { layer }: Pick<Knowledge, 'layer'>,
): Decision {
  const { tool, args, problems } = candidate;
  const pending = { tool: tool.name, args };
  const problem =
    problems.toSorted((a, b) => URGENCY[a.kind] - URGENCY[b.kind])[0] ??
    (tool.risk === 'read' ? undefined : missingForWrite(tool, args));
  if (problem)
    return { kind: 'ask', ...questionFor(problem, isComposed(tool) ? metricOptions(layer) : undefined), pending };
  const confidence = candidate.rank ? Math.min(1, candidate.rank.probability) : 1;
  const more = (candidate.alike ?? []).map(({ arg, value }): ToolCall => ({
    tool: tool.name,
    args: { ...args, [arg]: value },
    confidence,
  }));
  return { kind: 'call', call: { tool: tool.name, args, confidence }, ...(more.length > 0 ? { more } : {}) };
}

const URGENCY: Readonly<Record<SlotProblem['kind'], number>> = { ambiguous: 0, doubtful: 1, missing: 2 };

function isNear({ tool, rank, args, problems, content, figures, knowHow, heard }: Candidate): boolean {
  if (knowHow === 'sure') return true;
  if (!content && rank.alignment.likeness < SURE_LIKENESS) return false;
  if (isComposed(tool) && (problems.length === 0 || args.dimensions)) return true;
  if (figures) return true;
  const { likeness } = rank.alignment;
  // A change that would have to ask for its record must be wanted more clearly.
  if (
    tool.risk !== 'read' &&
    (problems.some(({ kind }) => kind === 'missing') || missingForWrite(tool, args)) &&
    rank.foreign > FOREIGN_TO_ASK
  )
    return likeness >= SURE_LIKENESS;
  if (likeness >= SURE_LIKENESS) return true;
  // A report without a metric whose words nobody knows asks for something we do not measure.
  if (
    rank.foreign > (heard ? FOREIGN_YET_HEARD : likeness >= LIKE ? FOREIGN_YET_LIKE : FOREIGN) ||
    (problems.some((problem) => problem.slot.slot === 'report') && !args.dimensions && rank.foreign > FOREIGN / 4)
  )
    return false;
  return likeness >= NEAR_LIKENESS || (rank.probability >= LEAST_PROBABILITY && likeness >= LEAST_LIKENESS);
}

function isCloseCall(best: Candidate, second: Candidate): boolean {
  if (best.score - second.score > CLOSE_CALL || best.rank.probability > 0.6) return false;
  return best.tool.risk !== 'read' || second.tool.risk !== 'read';
}

function isComplete({ tool, args, problems }: Candidate): boolean {
  return problems.length === 0 && (tool.risk === 'read' || missingForWrite(tool, args) === undefined);
}

function askWhichTool(candidates: readonly Candidate[], said: string): Ask {
  const options = candidates.map(({ tool }): AskOption => ({ label: tool.title, value: tool.name }));
  const [best] = candidates;
  return {
    kind: 'ask',
    question: `您是想${options.map((option) => `「${option.label}」`).join('还是')}？`,
    slot: 'tool',
    options,
    pending: { tool: best?.tool.name ?? '', args: {} },
    said,
  };
}
