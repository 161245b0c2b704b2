import { selectLeads } from '../../domain/calls/tasks/select-leads.ts';
import { LEAD_STATUS_WORDS } from '../../domain/crm/words.ts';
import { readSegment } from '../../domain/crm/segments/segment-view.ts';
import type { LeadStatus } from '../../kernel/contracts/crm.ts';
import type { DayRange, Period } from '../../kernel/contracts/reports.ts';
import type { LeadGrade } from '../../kernel/contracts/scoring.ts';
import { addDays } from '../../kernel/time-phrases/calendar.ts';
import { describeRange } from '../../kernel/time-phrases/describe-range.ts';
import { localDay } from '../../kernel/time-phrases/local-day.ts';
import { given } from '../arguments.ts';
import { phrase } from '../present/answer.ts';
import type { ToolScope } from '../tool.ts';
import { momentsOf, pastDays } from './period.ts';
import { resolvePerson } from './person.ts';
import { resolveSegment } from './segment.ts';
import { resolveValue } from './value.ts';

/** Which leads are to be called, as it was said. */
export interface SaidTargets {
  readonly owner?: string | null | undefined;
  readonly region?: string | null | undefined;
  readonly source?: string | null | undefined;
  readonly status?: LeadStatus | null | undefined;
  readonly grade?: LeadGrade | null | undefined;
  readonly segment?: string | null | undefined;
  readonly unassigned?: boolean | null | undefined;
  readonly not_followed?: boolean | null | undefined;
  readonly idle_days?: number | null | undefined;
  readonly period?: Period | null | undefined;
}

export interface CallTargets {
  readonly ids: readonly string[];
  /** «2026 年 10 月没跟进的华东线索». */
  readonly words: string;
  /** The days that were said, settled. */
  readonly period: DayRange | undefined;
}

/**
 * The leads that are meant. A time beside «not followed up» is the time since which nobody did; alone it is when they came in.
 * @throws AppError `tools.ambiguous`, `tools.not_found`, `time.not_understood`, `calls.too_many_people`
 */
export async function callTargets(scope: ToolScope, said: SaidTargets, at: Date): Promise<CallTargets> {
  const [owner, region, source] = [given(said.owner), given(said.region), given(said.source)];
  const person = owner ? await resolvePerson(scope, owner) : undefined;
  const place = region ? await resolveValue(scope, 'region', region) : undefined;
  const origin = source ? await resolveValue(scope, 'source', source) : undefined;
  const segment = given(said.segment) ? await resolveSegment(scope, given(said.segment)!) : undefined;
  const period = pastDays(said.period, at);
  const idle = idleDays(said, period, at);
  const created = period && !idle ? momentsOf(period) : undefined;
  const ids = await selectLeads(scope, {
    ...(person ? { owner_id: person.id } : {}),
    ...(said.unassigned ? { unassigned: true } : {}),
    ...(place ? { region: place } : {}),
    ...(origin ? { source: origin } : {}),
    ...(said.status ? { status: said.status } : {}),
    ...(said.grade ? { grade: said.grade } : {}),
    ...(segment ? { segment_id: segment } : {}),
    ...(created ? { created } : {}),
    ...(idle ? { idle: momentsOf(idle.days) } : {}),
  });
  const words = phrase(
    person && `${person.words}负责的`,
    created && period && `${describeRange(period, at)}新增的`,
    idle?.words,
    segment && `分群“${(await readSegment(scope, segment)).name}”的`,
    place,
    origin && `${origin}来源的`,
    said.unassigned && '未分配的',
    said.grade && `${said.grade} 级`,
    said.status && `${LEAD_STATUS_WORDS[said.status]}的`,
    '线索',
  );
  return { ids, words, period };
}

/** Since when nobody followed up, and the words for it; nothing where that was not said. */
function idleDays(
  said: SaidTargets,
  period: DayRange | undefined,
  at: Date,
): { readonly days: DayRange; readonly words: string } | undefined {
  const today = localDay(at);
  if (said.idle_days)
    return { days: { from: addDays(today, -said.idle_days), to: today }, words: `${said.idle_days} 天没跟进的` };
  if (!said.not_followed) return undefined;
  if (period) return { days: period, words: `${describeRange(period, at)}以来没跟进的` };
  return { days: { from: '1970-01-01', to: today }, words: '从没跟进过的' };
}
