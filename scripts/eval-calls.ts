import { parseArgs } from 'node:util';
import type { CallAnalysis, CallTurn } from '../domain/calls/call-analyst.port.ts';
import { analyseCallBuiltin } from '../integrations/understanding/call/analyse-call-builtin.ts';
import { localMinute, minuteToInstant } from '../kernel/time-phrases/local-day.ts';
import { countFalseAlarms } from './eval-language/count-false-alarms.ts';
import { PARTS, readLines, type Part } from './eval-language/read-lines.ts';
import { alarm, paceOf, shareOf, shown, tally } from './eval-language/tally.ts';

/*
 * Measures what the built-in understanding makes of the calls in `evals/calls.jsonl`, on both halves. The last line is one
 * JSON object with all figures; the exit code is 1 when a part falls below a floor.
 *
 *   npm run eval:calls -- [--show] [--min-interest 0.8] [--min-dates 0.8] [--min-fresh 0.6] [--min-refusal 0.9]
 *   npm run eval:calls -- --false-alarms <folder with dialogs.jsonl> [--show]
 */
interface CallLine {
  readonly id: string;
  readonly part: Part;
  readonly kind: string;
  readonly at: string;
  readonly about: string;
  readonly turns: readonly CallTurn[];
  readonly expect: {
    readonly interest: CallAnalysis['interest'];
    readonly next: string | null;
    readonly do_not_call: boolean;
    readonly reached: CallAnalysis['reached'];
  };
}
interface Judged extends CallLine {
  readonly told: CallAnalysis;
  readonly milliseconds: number;
}

const { values: flags } = parseArgs({
  options: {
    show: { type: 'boolean' },
    'false-alarms': { type: 'string' },
    'min-interest': { type: 'string', default: '0' },
    'min-dates': { type: 'string', default: '0' },
    'min-fresh': { type: 'string', default: '0' },
    'min-refusal': { type: 'string', default: '0' },
  },
});

function judge(line: CallLine): Judged {
  const input = { turns: line.turns, at: minuteToInstant(line.at), about: line.about };
  const from = performance.now();
  return { ...line, told: analyseCallBuiltin(input), milliseconds: performance.now() - from };
}

function dayTold({ told }: Judged): string | null {
  return told.next_follow_at && localMinute(new Date(told.next_follow_at));
}

/** The day, and the minute where the line names one. */
function isDateRight(line: Judged): boolean {
  const day = dayTold(line);
  const { next } = line.expect;
  return next === null || day === null ? day === next : day.startsWith(next);
}

function isQuote({ told, turns }: Judged): boolean {
  return told.evidence === null || turns.some(({ text }) => text.includes(told.evidence!));
}

function measure(lines: readonly Judged[]) {
  const kinds = [...new Set(lines.map(({ kind }) => kind))];
  const isInterestRight = ({ told, expect }: Judged): boolean => told.interest === expect.interest;
  return {
    interest: tally(lines, isInterestRight),
    dates: tally(
      lines.filter(({ expect }) => expect.next !== null),
      isDateRight,
    ),
    no_date_invented: tally(
      lines.filter(({ expect }) => expect.next === null),
      isDateRight,
    ),
    reached: tally(lines, ({ told, expect }) => told.reached === expect.reached),
    do_not_call: alarm(
      lines,
      ({ expect }) => expect.do_not_call,
      ({ told }) => told.do_not_call,
    ),
    evidence_is_quoted: tally(lines, isQuote),
    by_kind: Object.fromEntries(
      kinds.map((kind) => {
        const of = lines.filter((line) => line.kind === kind);
        return [kind, shown(tally(of, isInterestRight))];
      }),
    ),
    milliseconds: paceOf(lines.map(({ milliseconds }) => milliseconds)),
  };
}
type Figures = ReturnType<typeof measure>;

function show(lines: readonly Judged[]): void {
  for (const line of lines.filter(({ part }) => part === 'tuning')) {
    const { told, expect } = line;
    const faults = [
      told.interest === expect.interest ? '' : `interest ${told.interest} for ${expect.interest}`,
      isDateRight(line) ? '' : `next ${dayTold(line)} for ${expect.next}`,
      told.do_not_call === expect.do_not_call ? '' : `do_not_call ${told.do_not_call}`,
      told.reached === expect.reached ? '' : `reached ${told.reached} for ${expect.reached}`,
    ].filter(Boolean);
    if (faults.length === 0) continue;
    console.log(`${line.id} ${line.kind}: ${faults.join('; ')}\n    ${told.remark} [${told.evidence}]`);
    for (const { who, text } of line.turns) console.log(`    ${who === 'robot' ? '·' : '>'} ${text}`);
  }
}

/** Whether a part falls below its floors; the fresh lines have one of their own. */
function below([part, figures]: readonly [string, Figures]): boolean {
  if (part === 'fresh') return shareOf(figures.interest) < Number(flags['min-fresh']);
  return (
    shareOf(figures.interest) < Number(flags['min-interest']) ||
    shareOf(figures.dates) < Number(flags['min-dates']) ||
    Math.min(figures.do_not_call.precision, figures.do_not_call.recall) < Number(flags['min-refusal'])
  );
}

async function main(): Promise<void> {
  if (flags['false-alarms']) {
    console.log(JSON.stringify(await countFalseAlarms(flags['false-alarms'], flags.show ?? false)));
    return;
  }
  judge(readLines<CallLine>('calls.jsonl')[0]!);
  const judged = readLines<CallLine>('calls.jsonl').map(judge);
  if (flags.show) show(judged);
  const figures = Object.fromEntries(
    PARTS.map((part) => [part, measure(judged.filter((line) => line.part === part))]),
  ) as Record<Part, Figures>;
  for (const [part, one] of Object.entries(figures)) {
    const { do_not_call: wish } = one;
    console.log(
      `${part}: interest ${shown(one.interest)}, exact dates ${shown(one.dates)}, no date invented ${shown(one.no_date_invented)}, ` +
        `reached ${shown(one.reached)}, do-not-call precision ${wish.precision.toFixed(2)} recall ${wish.recall.toFixed(2)} of ${wish.there}`,
    );
  }
  console.log(JSON.stringify(figures));
  if (Object.entries(figures).some(below)) process.exitCode = 1;
}

await main();
