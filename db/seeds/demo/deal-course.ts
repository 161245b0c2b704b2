import type { Stage } from '../../../kernel/contracts/crm.ts';
import { unitAround } from '../../../kernel/time-phrases/calendar.ts';
import { dayToInstant, localDay } from '../../../kernel/time-phrases/local-day.ts';
import type { Era } from './era.ts';
import { DAY_MS } from './working-time.ts';

/** One stage a deal came to. */
export interface Step {
  readonly stage: Stage;
  readonly at: Date;
}

/** How a deal went: its stages in order, and until when anybody cared for it. */
export interface Course {
  readonly steps: readonly [Step, ...Step[]];
  /** The closing, the last touch of a deal gone quiet, or now. */
  readonly until: Date;
  readonly quiet: boolean;
}

export interface CourseInput {
  readonly opened: Date;
  /** Days the sale takes when nothing gets in the way. */
  readonly cycle: number;
  /** How it ends if it ends. */
  readonly wins: boolean;
  /** Closes at this moment with this end, whatever chance says. */
  readonly forced?: { readonly at: Date; readonly end: 'won' | 'lost' };
}

/** Deals that end not, but fall asleep. */
const QUIET_SHARE = 0.12;
const QUIET_DAYS = 33;

/** Draws what becomes of a deal. */
export function drawCourse(era: Era, input: CourseInput): Course {
  const { dice, time } = era;
  if (input.forced) return closedCourse(era, input.opened, input.forced.at, input.forced.end);
  const { wins } = input;
  const closing = new Date(input.opened.getTime() + input.cycle * (wins ? 1 : 0.85) * DAY_MS);
  const age = time.latest.getTime() - input.opened.getTime();
  const sleeps = age > (QUIET_DAYS + 15) * DAY_MS && age < 170 * DAY_MS && dice.chance(QUIET_SHARE);
  if (sleeps) return quietCourse(era, input);
  if (closing > time.latest) return openCourse(era, input.opened, age / (input.cycle * DAY_MS), time.latest, false);
  const at = wins ? beforeQuarterEnd(era, closing) : closing;
  return closedCourse(
    era,
    input.opened,
    time.moment(new Date(Math.max(at.getTime() - 3 * DAY_MS, input.opened.getTime() + DAY_MS)), at),
    wins ? 'won' : 'lost',
  );
}

function closedCourse(era: Era, opened: Date, at: Date, end: 'won' | 'lost'): Course {
  const { dice } = era;
  const path: Stage[] = ['prospecting', 'qualification', 'proposal', 'negotiation'];
  if (end === 'lost') path.length = dice.weighted([1, 2, 3, 4], (length) => [0, 2, 3, 4, 2][length] ?? 1);
  else leaveTrack(era, path);
  return { steps: spread(era, [...path, end], opened, at), until: at, quiet: false };
}

/** Some deals skip a stage, and a few go back one before they are won. */
function leaveTrack({ dice }: Era, path: Stage[]): void {
  const turn = dice.unit();
  if (turn < 0.12) path.splice(1, 1);
  else if (turn < 0.22) path.splice(3, 1);
  else if (turn < 0.29) path.push('proposal', 'negotiation');
}

function openCourse(era: Era, opened: Date, progress: number, until: Date, quiet: boolean): Course {
  const reached = progress < 0.2 ? 1 : progress < 0.48 ? 2 : progress < 0.78 ? 3 : 4;
  const path = (['prospecting', 'qualification', 'proposal', 'negotiation'] as const).slice(0, reached);
  return { steps: spread(era, path, opened, until, false), until, quiet };
}

function quietCourse(era: Era, { opened }: CourseInput): Course {
  const { dice, time } = era;
  const latest = time.ago(QUIET_DAYS + 1);
  const span = latest.getTime() - opened.getTime();
  const until = time.moment(new Date(opened.getTime() + span * 0.4), latest);
  return openCourse(era, opened, dice.between(0.15, 1), until, true);
}

/** Lays the stages between opening and end; `ends` says whether the last one falls on the end itself. */
function spread(era: Era, path: readonly Stage[], opened: Date, end: Date, ends = true): [Step, ...Step[]] {
  const { dice, time } = era;
  const [first = 'prospecting', ...later] = path;
  const steps: [Step, ...Step[]] = [{ stage: first, at: opened }];
  let previous = opened;
  for (const [place, stage] of later.entries()) {
    const last = ends && place === later.length - 1;
    const rest = end.getTime() - previous.getTime();
    const share = dice.between(0.6, 1.3) / (later.length - place + (ends ? 0 : 1));
    const target = new Date(previous.getTime() + rest * Math.min(0.9, share));
    const at = last ? end : time.moment(new Date(previous.getTime() + rest * 0.05), target);
    steps.push({ stage, at });
    previous = at;
  }
  return steps;
}

/** Some wins are pulled into the last days of the quarter, as everywhere. */
function beforeQuarterEnd({ dice, time }: Era, closing: Date): Date {
  const end = new Date(dayToInstant(unitAround(localDay(closing), 'quarter').to).getTime() + DAY_MS * 0.7);
  const wait = end.getTime() - closing.getTime();
  return wait > 0 && wait < 20 * DAY_MS && end < time.latest && dice.chance(0.35) ? end : closing;
}
