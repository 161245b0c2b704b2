import { DelayBands, type DelayBand } from '../../../kernel/contracts/policies.ts';
import { PRIORITIES, type Priority } from '../../../kernel/contracts/judgement.ts';
import { minutesOf } from '../../messaging/policy/time-of-day.ts';
import type { PolicyKind } from '../../policies/policy-kind.ts';
import { PRIORITY_WORDS } from './priority-words.ts';

const DAY_MINUTES = 1440;
const ALL: Priority[] = [...PRIORITIES];

/** Spec 002 §3.2; 06:00-09:00, which it leaves open, is as the evening. */
const INITIAL: DelayBands = {
  bands: [
    { name: '深夜·高', from: '00:00', to: '06:00', priorities: ['high'], rule: delay(300, 600) },
    { name: '深夜·中', from: '00:00', to: '06:00', priorities: ['medium'], rule: delay(600, 1800) },
    {
      name: '深夜·低',
      from: '00:00',
      to: '06:00',
      priorities: ['low'],
      rule: { kind: 'not_before', at: '09:00', min_seconds: 0, max_seconds: 0 },
    },
    { name: '清晨', from: '06:00', to: '09:00', priorities: ALL, rule: delay(60, 300) },
    { name: '白班', from: '09:00', to: '21:00', priorities: ALL, rule: delay(0, 0) },
    { name: '晚班', from: '21:00', to: '24:00', priorities: ALL, rule: delay(60, 300) },
  ],
};

function delay(min: number, max: number): DelayBand['rule'] {
  return { kind: 'delay', min_seconds: min, max_seconds: max };
}

/** When an answer leaves, by the hour and by how much it presses: each minute of the day and each priority has one rule. */
export const DELAY_BANDS: PolicyKind<DelayBands> = {
  name: 'delay_bands',
  title: '回复延迟',
  description: '一天里每个时段、每种优先级的回复等多久再发。每个时段的每种优先级只能有一条规定，不能漏，也不能重叠。',
  schema: DelayBands,
  initial: INITIAL,
  check: ({ bands }) => [
    ...bands.flatMap(wrongBand),
    ...PRIORITIES.flatMap((priority) =>
      gapsAndOverlaps(
        bands.filter((band) => band.priorities.includes(priority)),
        priority,
      ),
    ),
  ],
};

/** The band a minute of the day falls into for a priority. The table is total, so there is one. */
export function bandAt(bands: readonly DelayBand[], minute: number, priority: Priority): DelayBand {
  const found = bands.find(
    (band) => band.priorities.includes(priority) && minutesOf(band.from) <= minute && minute < minutesOf(band.to),
  );
  if (!found) throw new RangeError(`No delay band for minute ${minute}, priority ${priority}`);
  return found;
}

function wrongBand({ name, from, to, rule }: DelayBand): string[] {
  const problems: string[] = [];
  if (minutesOf(from) >= minutesOf(to))
    problems.push(`“${name}”的开始 ${from} 不早于结束 ${to}，跨零点的时段请拆成两条`);
  if (rule.kind !== 'none' && rule.min_seconds > rule.max_seconds)
    problems.push(`“${name}”的最小延迟 ${rule.min_seconds} 秒大于最大延迟 ${rule.max_seconds} 秒`);
  return problems;
}

function gapsAndOverlaps(bands: readonly DelayBand[], priority: Priority): string[] {
  const problems: string[] = [];
  let covered = 0;
  for (const band of bands.toSorted((a, b) => minutesOf(a.from) - minutesOf(b.from))) {
    const from = minutesOf(band.from);
    if (from > covered) problems.push(`${PRIORITY_WORDS[priority]} ${span(covered, from)} 没有规定`);
    if (from < covered)
      problems.push(
        `${PRIORITY_WORDS[priority]} ${span(from, Math.min(covered, minutesOf(band.to)))} 有两条规定（“${band.name}”重叠）`,
      );
    covered = Math.max(covered, minutesOf(band.to));
  }
  if (covered < DAY_MINUTES) problems.push(`${PRIORITY_WORDS[priority]} ${span(covered, DAY_MINUTES)} 没有规定`);
  return problems;
}

function span(from: number, to: number): string {
  return `${timeOf(from)}-${timeOf(to)}`;
}

function timeOf(minute: number): string {
  return `${String(Math.floor(minute / 60)).padStart(2, '0')}:${String(minute % 60).padStart(2, '0')}`;
}
