import { addMinutes } from '../../kernel/time-phrases/calendar.ts';
import { findTimeSpans } from '../../kernel/time-phrases/find-time-spans.ts';
import { localMinute } from '../../kernel/time-phrases/local-day.ts';
import { momentOf } from '../../kernel/time-phrases/resolve-instant.ts';
import type { DayPart, LocalMinute, TimeSpan } from '../../kernel/time-phrases/time-value.ts';

/** A time somebody may want to be contacted at. */
export interface ComingTime {
  readonly at: LocalMinute;
  /** False when the hour is our default for a day. */
  readonly hasTime: boolean;
  /** The part of the day that was named without an hour. */
  readonly dayPart?: DayPart;
  /** As it was said. */
  readonly text: string;
  readonly start: number;
  /** How much the words around say that it is meant for a contact: 0 not at all, 3 and more surely. */
  readonly fit: number;
}

/** What somebody cannot do then, or what else happens then. */
const NOT_THEN =
  /^(?:的时候|的)?(?:都|我们?|你们?|也|可能|肯定|应该|就|已经|一直|又|有点|才|要|得|还|全|正)*(?:不行|没空|没时间|没有时间|没功夫|不方便|不在|不可以|不一定|不要|不用|别|出差|在外|在忙|很忙|太忙|忙|休假|请假|加班|有事|放假|开会|上班|上课|到期|毕业|到(?![时那])|开业|开学|开班|开始|交房|生(?!意)|刚|换过|买|用完|没[了有])/u;
const ABOUT_SOMETHING_ELSE =
  /(?:预产期|到期|生日|截止|不是(?:这个)?|开学|开业|有效期|合同到|交房|工期|保修|上线|赶在|要在|用了|做了|学了|签了|买了|干了)[是在到]?$/u;
const CONTACT =
  /打(?!折|算|包)|联系|联络|聊|谈|约|过来|(?<![不本原越])来(?![不着说])|找我|回(?:电|复|话|我)|再(?:说|看|议|定|讲|谈|聊)|见(?!过)|沟通|提醒|答复|告诉|通知|说|讲|去看|派人|送|接|碰|安排|对接|听|问(?:我|你)|整理|准备好|带(?:过来|来)|有(?:没有)?(?:位|名额|空位)|准信/u;
const WILLING =
  /^(?:左右|前后|以后|之后|的时候)?(?:是吧|对吧|吧|行|可以|有空|有时间|都在|我在|方便|比较|也行|都行|呢|啊|好|哈|我有空|我有时间)/u;
const LEADS = /(?:约(?:在|到)?|定(?:在|到)?|改(?:到|成)?|等(?:到)?|推(?:到|迟到)?|那就|要不|要么|最好|麻烦|你|您)$/u;
/** How far around a time its words are looked at, in characters. */
const AFTER = 14;
const BEFORE = 8;
/** Words so coarse that they are meant for a contact only where a word says so. */
const COARSE: ReadonlySet<string> = new Set(['quarter', 'month']);
const DEADLINE_HOUR = '09:00';
/** «今天» without an hour: so much later. */
const LATER_TODAY_MINUTES = 120;

/**
 * The times of a text that lie ahead and that nobody rules out («这周不行», «合同到明年三月»), as they stand. Lengths
 * («三年的合同») are none.
 * @param now when it was said
 */
export function comingTimes(text: string, now: Date): ComingTime[] {
  const minute = localMinute(now);
  return findTimeSpans(text, { now, direction: 'future' }).flatMap((span) => {
    const { value } = span;
    if (value.kind !== 'instant' && value.kind !== 'range') return [];
    const moment = momentOf(value, minute);
    const fit = moment && !isVagueWord(text, span) ? fitOf(text, span) : undefined;
    const at = moment && ahead(deadlineOf(span) ?? moment.at, moment.hasTime, minute);
    if (fit === undefined || at === undefined) return [];
    const { hasTime, dayPart } = moment!;
    return [{ at, hasTime, ...(dayPart && { dayPart }), text: span.text, start: span.start, fit }];
  });
}

/** Of several times the one that fits best; of equals the last, for people correct themselves. */
export function bestTime(times: readonly ComingTime[]): ComingTime | undefined {
  return times.reduce<ComingTime | undefined>((best, time) => (best && best.fit > time.fit ? best : time), undefined);
}

function ahead(at: LocalMinute, hasTime: boolean, now: LocalMinute): LocalMinute | undefined {
  if (at > now) return at;
  return !hasTime && at.slice(0, 10) === now.slice(0, 10) ? addMinutes(now, LATER_TODAY_MINUTES) : undefined;
}

/** «月底前» is the last day, though it begins today. */
function deadlineOf({ text, value }: TimeSpan): LocalMinute | undefined {
  return value.kind === 'range' && text.endsWith('前') && !value.point ? `${value.to}T${DEADLINE_HOUR}` : undefined;
}

/** «便宜一点» is no hour, and «明年再看» is no day. */
function isVagueWord(text: string, { text: said, end, value }: TimeSpan): boolean {
  if (said === '一点') return !/^(?:钟|半|再|打|以后|之后|左右)/u.test(text.slice(end, end + 2));
  return value.kind === 'range' && (value.grain === 'year' || value.grain === 'half');
}

/** How well the words around fit; undefined where they rule the time out. */
function fitOf(text: string, { start, end, value }: TimeSpan): number | undefined {
  const after = text.slice(end, end + AFTER);
  const before = text.slice(Math.max(0, start - BEFORE), start);
  if (NOT_THEN.test(after) || ABOUT_SOMETHING_ELSE.test(before)) return undefined;
  // The next time of the sentence has its own words.
  const contact = CONTACT.test(after) ? 2 : 0;
  const fit = contact + (WILLING.test(after) ? 1 : 0) + (LEADS.test(before) ? 1 : 0);
  return value.kind === 'range' && COARSE.has(value.grain) && contact === 0 && !WILLING.test(after) ? 0 : fit;
}
