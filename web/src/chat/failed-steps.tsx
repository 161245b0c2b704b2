import { TriangleAlert } from 'lucide-react';
import type { AnswerPart, ToolStep } from '../../../kernel/contracts/chat.ts';
import { useChatTexts } from './use-chat-texts.ts';

/** More lines than this would bury the answer; the fold above them has the rest. */
const MOST = 3;

interface FailedStepsProps {
  steps: readonly ToolStep[];
  /** The words of the answer and what stands beside them: a reason told there is not told twice. */
  words: string;
  parts: readonly AnswerPart[];
}

/** What did not work and why, one line each, without opening the fold: the answer may speak of what worked only. */
export function FailedSteps({ steps, words, parts }: FailedStepsProps) {
  const texts = useChatTexts();
  const untold = untoldFailures(steps, words, parts);
  if (untold.length === 0) return null;
  return (
    <ul aria-label={texts.notDone} className="-mt-1 flex flex-col gap-1 text-sm">
      {untold.slice(0, MOST).map((step) => (
        <li key={step.id} className="flex items-start gap-1.5 text-warning">
          <TriangleAlert className="mt-1 size-3.5 shrink-0" aria-hidden />
          <span className="min-w-0">{texts.stepFailedBecause(step.title, step.summary)}</span>
        </li>
      ))}
      {untold.length > MOST && <li className="pl-5 text-muted">{texts.moreFailed(untold.length - MOST)}</li>}
    </ul>
  );
}

/** The failed steps whose reason stands nowhere else in the answer. */
export function untoldFailures(steps: readonly ToolStep[], words: string, parts: readonly AnswerPart[]): ToolStep[] {
  const questions = parts.flatMap((part) => (part.type === 'choices' ? [part.question] : []));
  return steps.filter(({ status, summary }) => {
    if (status !== 'failed') return false;
    if (summary === null || summary === '') return true;
    return !words.includes(summary) && !questions.includes(summary);
  });
}
