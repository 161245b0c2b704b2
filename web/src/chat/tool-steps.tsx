import { Check, ChevronRight, CircleDashed, LoaderCircle, TriangleAlert } from 'lucide-react';
import { useId, useState } from 'react';
import type { ToolStep } from '../../../kernel/contracts/chat.ts';
import { cn } from '../ui/cn.ts';
import type { ChatTexts } from './chat-texts.ts';
import { useChatTexts } from './use-chat-texts.ts';

/** What was done for an answer: one quiet line with its time, which unfolds to each step's arguments and result. */
export function ToolSteps({ steps, running }: { steps: readonly ToolStep[]; running: boolean }) {
  const texts = useChatTexts();
  const [open, setOpen] = useState(false);
  const listId = useId();
  if (steps.length === 0) return null;
  const failed = steps.filter((it) => it.status === 'failed').length;
  return (
    <div className="text-sm text-muted">
      <button
        type="button"
        aria-expanded={open}
        aria-controls={listId}
        className="tap -ml-1 inline-flex max-w-full items-center gap-1 rounded-md px-1 py-0.5 hover:bg-sunken hover:text-ink"
        onClick={() => setOpen(!open)}
      >
        {running ? (
          <LoaderCircle className="size-3.5 shrink-0 animate-spin" aria-hidden />
        ) : (
          <ChevronRight className={cn('size-3.5 shrink-0', open && 'rotate-90')} aria-hidden />
        )}
        <span className="truncate">{headline(steps, running, texts)}</span>
        {failed > 0 && !running && <span className="shrink-0 text-warning">{texts.stepsFailed(failed)}</span>}
      </button>
      {open && (
        <ol id={listId} className="mt-1 mb-2 flex flex-col gap-2 border-l border-line pl-3">
          {steps.map((step) => (
            <StepDetail key={step.id} step={step} />
          ))}
        </ol>
      )}
    </div>
  );
}

/** While it runs, the step in work; afterwards what was done and how long it took. */
function headline(steps: readonly ToolStep[], running: boolean, texts: ChatTexts): string {
  const active = steps.findLast((it) => it.status === 'running');
  if (running) return active ? texts.working(active.title) : texts.thinking;
  const total = steps.reduce((sum, it) => sum + (it.duration ?? 0), 0);
  const what = steps.length === 1 ? (steps[0]?.title ?? '') : texts.steps(steps.length);
  return total > 0 ? `${what} · ${seconds(total, texts)}` : what;
}

function seconds(ms: number, texts: ChatTexts): string {
  if (ms < 100) return texts.seconds('<0.1');
  return texts.seconds((ms / 1000).toFixed(ms < 10_000 ? 1 : 0));
}

function StepDetail({ step }: { step: ToolStep }) {
  const texts = useChatTexts();
  const args = Object.entries(step.args);
  return (
    <li>
      <p className="flex items-center gap-1.5 text-ink">
        <StepIcon status={step.status} />
        <span>{step.title}</span>
        {step.duration !== null && <span className="num text-faint">{seconds(step.duration, texts)}</span>}
      </p>
      <dl className="mt-0.5 grid grid-cols-[auto_1fr] gap-x-3 gap-y-0.5 pl-5">
        {args.length > 0 && (
          <>
            <dt className="text-faint">{texts.stepArguments}</dt>
            <dd className="flex flex-col">
              {args.map(([name, value]) => (
                <span key={name}>
                  <code className="font-mono text-xs text-faint">{name}</code> {writeArgument(value)}
                </span>
              ))}
            </dd>
          </>
        )}
        {step.summary !== null && (
          <>
            <dt className="text-faint">{texts.stepResult}</dt>
            <dd className={cn('whitespace-pre-wrap', step.status === 'failed' && 'text-warning')}>{step.summary}</dd>
          </>
        )}
      </dl>
    </li>
  );
}

function StepIcon({ status }: { status: ToolStep['status'] }) {
  const texts = useChatTexts();
  const look = 'size-3.5 shrink-0';
  switch (status) {
    case 'running':
      return <LoaderCircle className={cn(look, 'animate-spin')} aria-label={texts.stepRunning} />;
    case 'done':
      return <Check className={cn(look, 'text-success')} aria-label={texts.stepDone} />;
    case 'failed':
      return <TriangleAlert className={cn(look, 'text-warning')} aria-label={texts.stepFailed} />;
    case 'proposed':
      return <CircleDashed className={cn(look, 'text-accent-ink')} aria-label={texts.stepProposed} />;
  }
}

/** An argument as a person reads it: texts as they are, lists with commas, the rest as JSON. */
function writeArgument(value: unknown): string {
  if (typeof value === 'string') return value;
  if (Array.isArray(value) && value.every((it) => typeof it === 'string' || typeof it === 'number'))
    return value.join('、');
  return JSON.stringify(value) ?? '';
}
