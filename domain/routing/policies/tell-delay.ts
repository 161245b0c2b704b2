import type { Random } from '../../../kernel/random.ts';
import type { Priority } from '../../../kernel/contracts/judgement.ts';
import type { DelayBand } from '../../../kernel/contracts/policies.ts';
import { dayToInstant, localDay, localMinute } from '../../../kernel/time-phrases/local-day.ts';
import { minutesOf, minutesOfDay } from '../../messaging/policy/time-of-day.ts';
import { bandAt } from './delay-bands.ts';
import { PRIORITY_WORDS } from './priority-words.ts';

const DAY_MS = 86_400_000;

export interface DelayTold {
  readonly band: string;
  /** Null: nothing is sent by itself. */
  readonly run_at: Date | null;
  /** Seconds from now; null with `run_at`. */
  readonly seconds: number | null;
  readonly reason: string;
}

/** When an answer that is ready now leaves, and why. The dice are thrown once, and only where the band leaves room. */
export function tellDelay(
  bands: readonly DelayBand[],
  moment: { readonly now: Date; readonly priority: Priority; readonly random: Random },
): DelayTold {
  const { now, priority } = moment;
  const band = bandAt(bands, minutesOfDay(now), priority);
  const where = `${localMinute(now).slice(11)} 属于“${band.name}”，${PRIORITY_WORDS[priority]}`;
  const { rule } = band;
  if (rule.kind === 'none')
    return { band: band.name, run_at: null, seconds: null, reason: `${where}不自动回复，留给人处理` };
  const drawn = draw(rule, moment.random);
  const start = rule.kind === 'not_before' ? nextTime(now, rule.at) : now;
  const runAt = new Date(start.getTime() + drawn * 1000);
  const seconds = Math.round((runAt.getTime() - now.getTime()) / 1000);
  if (rule.kind === 'not_before')
    return {
      band: band.name,
      run_at: runAt,
      seconds,
      reason: `${where}在 ${rule.at} 前不回复，${dayAndTime(now, runAt)} 发送`,
    };
  if (rule.max_seconds === 0) return { band: band.name, run_at: runAt, seconds, reason: `${where}立即回复` };
  return {
    band: band.name,
    run_at: runAt,
    seconds,
    reason: `${where}延迟 ${rule.min_seconds}-${rule.max_seconds} 秒，这次等 ${inWords(drawn)}，${dayAndTime(now, runAt)} 发送`,
  };
}

function draw(bounds: { readonly min_seconds: number; readonly max_seconds: number }, random: Random): number {
  const { min_seconds: min, max_seconds: max } = bounds;
  return min === max ? min : random.int(min, max + 1);
}

/** The next moment the clock shows this time; now, when it shows it. */
function nextTime(now: Date, at: string): Date {
  const today = new Date(dayToInstant(localDay(now)).getTime() + minutesOf(at) * 60_000);
  return today >= now ? today : new Date(today.getTime() + DAY_MS);
}

function dayAndTime(now: Date, moment: Date): string {
  const time = localMinute(moment).slice(11);
  return localDay(moment) === localDay(now) ? time : `次日 ${time}`;
}

function inWords(seconds: number): string {
  const [minutes, rest] = [Math.floor(seconds / 60), seconds % 60];
  if (minutes === 0) return `${rest} 秒`;
  return rest === 0 ? `${minutes} 分钟` : `${minutes} 分 ${rest} 秒`;
}
