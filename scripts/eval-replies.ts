import { parseArgs } from 'node:util';
import type { ReplyJudgement } from '../domain/sop/reply-judge.port.ts';
import { judgeReplyBuiltin } from '../integrations/understanding/reply/judge-reply-builtin.ts';
import { REPLY_CLASSES, type ReplyClass } from '../kernel/contracts/sop.ts';
import { localMinute, minuteToInstant } from '../kernel/time-phrases/local-day.ts';
import { PARTS, readLines, type Part } from './eval-language/read-lines.ts';
import { alarm, paceOf, shareOf, shown, tally } from './eval-language/tally.ts';

/*
 * Measures what the built-in understanding makes of the replies in `evals/replies.jsonl`, on every part. The last line is one
 * JSON object with all figures; the exit code is 1 when a part falls below a floor.
 *
 *   npm run eval:replies -- [--show] [--min-class 0.8] [--min-dates 0.8] [--min-fresh 0.6] [--min-refusal 0.9]
 */
interface ReplyLine {
  readonly id: string;
  readonly part: Part;
  readonly at: string;
  readonly asked: string;
  readonly replies: readonly string[];
  readonly expect: { readonly class: ReplyClass; readonly come_back: string | null; readonly do_not_disturb: boolean };
}
interface Judged extends ReplyLine {
  readonly told: ReplyJudgement;
  readonly milliseconds: number;
}

const { values: flags } = parseArgs({
  options: {
    show: { type: 'boolean' },
    'min-class': { type: 'string', default: '0' },
    'min-dates': { type: 'string', default: '0' },
    'min-fresh': { type: 'string', default: '0' },
    'min-refusal': { type: 'string', default: '0' },
  },
});

function judge(line: ReplyLine): Judged {
  const input = { replies: line.replies, asked: line.asked, at: minuteToInstant(line.at) };
  const from = performance.now();
  return { ...line, told: judgeReplyBuiltin(input), milliseconds: performance.now() - from };
}

function timeTold({ told }: Judged): string | null {
  return told.come_back_at && localMinute(new Date(told.come_back_at));
}

function isDateRight(line: Judged): boolean {
  const time = timeTold(line);
  const { come_back: wanted } = line.expect;
  return wanted === null || time === null ? time === wanted : time.startsWith(wanted);
}

function measure(lines: readonly Judged[]) {
  const isRight = ({ told, expect }: Judged): boolean => told.class === expect.class;
  return {
    class: tally(lines, isRight),
    dates: tally(
      lines.filter(({ expect }) => expect.come_back !== null),
      isDateRight,
    ),
    no_date_invented: tally(
      lines.filter(({ expect }) => expect.come_back === null),
      isDateRight,
    ),
    do_not_disturb: alarm(
      lines,
      ({ expect }) => expect.do_not_disturb,
      ({ told }) => told.do_not_disturb,
    ),
    by_class: Object.fromEntries(
      REPLY_CLASSES.map((name) => [
        name,
        shown(
          tally(
            lines.filter(({ expect }) => expect.class === name),
            isRight,
          ),
        ),
      ]),
    ),
    milliseconds: paceOf(lines.map(({ milliseconds }) => milliseconds)),
  };
}
type Figures = ReturnType<typeof measure>;

function show(lines: readonly Judged[]): void {
  for (const line of lines.filter(({ part }) => part === 'tuning')) {
    const { told, expect } = line;
    if (told.class === expect.class && isDateRight(line) && told.do_not_disturb === expect.do_not_disturb) continue;
    console.log(`${line.id} ${line.asked} → ${line.replies.join(' / ')}`);
    console.log(
      `    ${told.class} for ${expect.class}; ${timeTold(line)} for ${expect.come_back}; [${told.signs.join(', ')}]`,
    );
  }
}

/** Whether a part falls below its floors; the fresh lines have one of their own. */
function below([part, figures]: readonly [string, Figures]): boolean {
  if (part === 'fresh') return shareOf(figures.class) < Number(flags['min-fresh']);
  return (
    shareOf(figures.class) < Number(flags['min-class']) ||
    shareOf(figures.dates) < Number(flags['min-dates']) ||
    Math.min(figures.do_not_disturb.precision, figures.do_not_disturb.recall) < Number(flags['min-refusal'])
  );
}

const lines = readLines<ReplyLine>('replies.jsonl');
judge(lines[0]!);
const judged = lines.map(judge);
if (flags.show) show(judged);
const figures = Object.fromEntries(
  PARTS.map((part) => [part, measure(judged.filter((line) => line.part === part))]),
) as Record<Part, Figures>;
for (const [part, one] of Object.entries(figures)) {
  const { do_not_disturb: wish } = one;
  console.log(
    `${part}: class ${shown(one.class)}, exact dates ${shown(one.dates)}, no date invented ${shown(one.no_date_invented)}, ` +
      `do-not-disturb precision ${wish.precision.toFixed(2)} recall ${wish.recall.toFixed(2)} of ${wish.there}`,
  );
}
console.log(JSON.stringify(figures));
if (Object.entries(figures).some(below)) process.exitCode = 1;
