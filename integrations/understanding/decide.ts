import type { Candidate } from './read-request.ts';
import { isComposed } from './read-request.ts';
import type { SlotProblem } from './slots/fill-slots.ts';
import { metricOptions, questionFor } from './questions.ts';
import { missingForWrite } from './slots/missing-subject.ts';
import type { Ask, AskOption, Knowledge, ToolCall } from './understanding.ts';

/** What one request comes to; `unclear` when no tool is near. */
export type Decision = { readonly kind: 'call'; readonly call: ToolCall } | Ask | { readonly kind: 'unclear' };

/** Below this nothing is near: the sentence shares too little with every declared phrase. */
const LEAST_LIKENESS = 0.42;
const LEAST_PROBABILITY = 0.2;
/** Two tools this close in score are both meant as far as we can tell. */
const CLOSE_CALL = 0.25;

/** Calls when it is sure, asks when two readings or two records are as likely, or when something needed is missing. */
export function decide(candidates: readonly Candidate[], said: string, knowledge: Pick<Knowledge, 'layer'>): Decision {
  const [best, second] = candidates;
  if (!best || !isNear(best)) return { kind: 'unclear' };
  if (second && isCloseCall(best, second)) return askWhichTool([best, second], said);
  return settle(best, knowledge);
}

/** The call, or the question for the first thing that keeps it from being one. */
export function settle(candidate: Pick<Candidate, 'tool' | 'args' | 'problems'> & { readonly rank?: Candidate['rank'] }, { layer }: Pick<Knowledge, 'layer'>): Decision {
  const { tool, args, problems } = candidate;
  const pending = { tool: tool.name, args };
  const problem = problems.toSorted((a, b) => URGENCY[a.kind] - URGENCY[b.kind])[0] ?? (tool.risk === 'read' ? undefined : missingForWrite(tool, args));
  if (problem) return { kind: 'ask', ...questionFor(problem, isComposed(tool) ? metricOptions(layer) : undefined), pending };
  return { kind: 'call', call: { tool: tool.name, args, confidence: candidate.rank ? Math.min(1, candidate.rank.probability) : 1 } };
}

const URGENCY: Readonly<Record<SlotProblem['kind'], number>> = { ambiguous: 0, doubtful: 1, missing: 2 };

function isNear({ rank, problems }: Candidate): boolean {
  const { likeness, captures } = rank.alignment;
  if (likeness >= 0.75) return true;
  if (rank.probability < LEAST_PROBABILITY || likeness < LEAST_LIKENESS) return false;
  // Nothing recognised at all needs more of the words to agree.
  return captures.some((capture) => capture.span) || problems.length === 0 || likeness >= 0.55;
}

function isCloseCall(best: Candidate, second: Candidate): boolean {
  if (best.score - second.score > CLOSE_CALL || best.rank.probability > 0.6) return false;
  return best.tool.risk !== 'read' || second.tool.risk !== 'read';
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
