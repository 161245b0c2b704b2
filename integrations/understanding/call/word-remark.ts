import type { CallAnalysis } from '../../../domain/calls/call-analyst.port.ts';
import { partsOf, weekdayOf } from '../../../kernel/time-phrases/calendar.ts';
import type { DayPart } from '../../../kernel/time-phrases/time-value.ts';
import type { ComingTime } from '../coming-times.ts';
import type { SignMeaning } from './interest-signs.ts';
import type { FoundSign } from './judge-interest.ts';
import type { HeardTurn } from './heard-turn.ts';

/** What a remark is made of. */
export interface RemarkParts {
  readonly turns: readonly HeardTurn[];
  readonly reached: CallAnalysis['reached'];
  readonly interest: CallAnalysis['interest'];
  readonly signs: readonly FoundSign[];
  readonly facts: CallAnalysis['facts'];
  readonly time: ComingTime | null;
  readonly refusesCalls: boolean;
  readonly mood: number;
}

const MEANINGS: Readonly<Record<SignMeaning, string | null>> = {
  wants_material: '要我们发资料',
  wants_quote: '要报价方案',
  wants_meeting: '愿意当面看或听演示',
  wants_contact: '愿意加微信继续聊',
  wants_trial: '想先试',
  orders: '已经同意要了',
  asks_price: '问了价格',
  asks_product: '问了产品细节',
  has_need: '眼下有需求',
  agrees: '同意我们的提议',
  no_need: '说不需要',
  has_one: '已经有了',
  no_money: '没有预算',
  too_dear: '觉得贵',
  gave_up: '不考虑这件事',
  not_in_charge: '本人做不了主',
  rude: '对来电很反感',
};
const BUSY: ReadonlyArray<readonly [words: RegExp, zh: string]> = [
  [/开会|会议/u, '在开会'],
  [/开车|高速/u, '在开车'],
  [/出差|外地/u, '在外地'],
  [/上课/u, '在上课'],
  [/吃饭|午休/u, '在吃饭或休息'],
  [/上班|加班/u, '在上班'],
  [/休假|放假/u, '在休假'],
  [/客户(?:这|那)/u, '在客户那里'],
  [/忙/u, '正忙'],
];
const FACT_WORDS = {
  need: '需求',
  budget: '预算',
  objection: '顾虑',
  competitor: '现用或在比',
  decision_maker: '决定人',
} as const satisfies Record<keyof CallAnalysis['facts'], string>;
const DAY_PARTS: Readonly<Record<DayPart, string>> = {
  dawn: '凌晨',
  morning: '上午',
  noon: '中午',
  afternoon: '下午',
  dusk: '傍晚',
  evening: '晚上',
};
const WEEKDAYS = '一二三四五六日';
const MOST_MEANINGS = 3;
const MOST_FACTS = 2;
const LONGEST = 500;
const BAD_MOOD = 0.3;

/** One or two sentences for the colleague who follows up, made of what was found and of nothing else. */
export function wordRemark(parts: RemarkParts): string {
  return `${opening(parts)}${details(parts)}`.slice(0, LONGEST);
}

function opening(parts: RemarkParts): string {
  const { reached, interest, refusesCalls, mood, time, turns } = parts;
  const sore = mood < BAD_MOOD ? '，情绪不好' : '';
  if (reached === 'nobody') return '电话接通了，对方没有说话。';
  if (reached === 'voicemail') return '是语音信箱或语音助手接的，没有和本人说上话。';
  if (refusesCalls) return `对方要求不要再打电话${sore}。`;
  if (reached === 'wrong_person') return `接电话的不是要找的人${time ? `，${meet(time)}再打` : ''}。`;
  const told = meanings(parts);
  const appointment = time ? `，${meet(time)}联系` : '';
  if (interest === 'interested') return `有意向${told ? `：${told}` : ''}${appointment}。`;
  if (interest === 'not_interested') return `没有意向${told ? `，${told}` : ''}${sore}。`;
  const busy = busyWith(turns);
  if (time) return `${busy ? `对方${busy}，` : ''}没有表态，${meet(time)}再联系。`;
  if (busy) return `对方${busy}，没有聊成，也没有约时间。`;
  return `聊得不多，看不出有没有意向${sore}。`;
}

function details({ reached, refusesCalls, facts }: RemarkParts): string {
  if (reached !== 'person' || refusesCalls) return '';
  const quotes: string[] = [];
  const told = new Set<string>();
  for (const [name, label] of Object.entries(FACT_WORDS)) {
    const words = facts[name as keyof typeof facts];
    if (words === null || told.has(words) || quotes.length >= MOST_FACTS) continue;
    told.add(words);
    quotes.push(`${label}：「${words}」`);
  }
  return quotes.length > 0 ? `${quotes.join('；')}。` : '';
}

function meanings({ signs, interest }: RemarkParts): string {
  const side = interest === 'interested' ? 1 : -1;
  const weighty = signs.filter(({ weight }) => weight * side > 0).toSorted((a, b) => (b.weight - a.weight) * side);
  const words = weighty.flatMap(({ means }) => MEANINGS[means] ?? []);
  return [...new Set(words)].slice(0, MOST_MEANINGS).join('、');
}

function busyWith(turns: readonly HeardTurn[]): string | undefined {
  const said = turns.filter(({ who }) => who === 'person').map(({ text }) => text);
  return BUSY.find(([words]) => said.some((text) => words.test(text)))?.[1];
}

/** «11 月 25 日（周三）15:00» or «…下午»; the hour only where one was said. */
function meet({ at, hasTime, dayPart }: ComingTime): string {
  const day = at.slice(0, 10);
  const { month, day: date } = partsOf(day);
  const weekday = WEEKDAYS[weekdayOf(day) - 1] ?? '';
  return `${month} 月 ${date} 日（周${weekday}）${hasTime ? at.slice(11) : dayPart ? DAY_PARTS[dayPart] : ''}`;
}
