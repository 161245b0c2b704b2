import { z } from 'zod';
import { ALERT_CAUSES } from '../kernel/contracts/alerts.ts';
import { ALERT_LEVELS } from '../kernel/contracts/judgement.ts';
import { ACTIVITY_KINDS, LEAD_STATUSES, STAGES } from '../kernel/contracts/crm.ts';
import { LeadGrade } from '../kernel/contracts/scoring.ts';
import { DayRange } from '../kernel/contracts/reports.ts';
import { choice, slot, type Choices, type SlotKind } from '../kernel/slots.ts';

/**
 * The arguments tools have in common, each marked with what it stands for. Names are taken as people say them; code
 * resolves them. Optional ones accept `null` and an empty text, which models and emptied form fields send for «not given».
 */
const words = (max: number) => z.string().trim().max(max);

/** A name as it was said; must not be empty. */
export const named = (kind: SlotKind, label: string, cue?: readonly string[]) =>
  slot(kind, label, words(120).min(1), cue);

/** A name that may be left out. */
export const maybeNamed = (kind: SlotKind, label: string, cue?: readonly string[]) =>
  slot(kind, label, words(120), cue).nullish();

/** A question or what is looked for, in the person's own words. */
export const question = slot('question', '问题', words(500).min(2));

/** Free words that may be left out. */
export const maybeWords = (kind: SlotKind, label: string, max: number, cue?: readonly string[]) =>
  slot(kind, label, words(max), cue).nullish();

export const customer = named('customer', '客户');
export const maybeCustomer = maybeNamed('customer', '客户');
export const lead = named('lead', '线索');
export const maybeLead = maybeNamed('lead', '线索');
export const opportunity = named('opportunity', '商机');
export const maybeOpportunity = maybeNamed('opportunity', '商机');
/** Whose records; «我» is the speaker. */
export const maybeOwner = slot('person', '负责人', words(120)).describe('负责人姓名；用户说自己时填“我”').nullish();
export const receiver = slot('person', '负责人', words(120).min(1), ['给', '转给', '交给', '分给', '派给']);
export const maybeTeam = maybeNamed('team', '团队');
export const maybeRegion = maybeNamed('region', '区域');
export const maybeProduct = maybeNamed('product', '产品');
export const maybeSource = maybeNamed('source', '来源');
export const maybeSector = maybeNamed('sector', '行业');
export const maybePhone = maybeWords('phone', '电话', 30);
export const stage = slot('stage', '阶段', z.enum(STAGES));
export const leadStatus = slot('lead_status', '状态', z.enum(LEAD_STATUSES));
export const maybeSegment = maybeNamed('segment', '分群');
export const maybeGrade = slot('lead_grade', '等级', LeadGrade).nullish();
/** What the next owner should know. */
export const maybeNote = maybeWords('free_text', '交接说明', 1000, [
  '交接说明',
  '备注',
  '说明',
  '交代一下',
  '告诉他',
  '告诉她',
]);
export const maybeKind = slot('activity_kind', '方式', z.enum(ACTIVITY_KINDS)).nullish();
export const tags = slot('tags', '标签', z.array(words(40).min(1)).min(1).max(20));

/** A stretch of days: the Chinese phrase as it was said, or exact days. */
export const maybePeriod = (label = '时间', cue?: readonly string[]) =>
  slot('period', label, z.union([words(40), DayRange]), cue)
    .describe(`${label}：中文说法原样填写（本季度、上个月、最近7天），或 {from,to}`)
    .nullish();

/** A yes-or-no that a cue word sets. */
export const maybeFlag = (label: string, cue: readonly string[]) => slot('flag', label, z.boolean(), cue).nullish();

/** One of a few values, each with the words that say it; may be left out. */
export const maybeChoice = <V extends string>(label: string, values: readonly [V, ...V[]], words: Choices) =>
  choice(label, z.enum(values), words).nullish();

/** A group of a channel by its name, as people say it. */
export const group = named('group', '群');
export const maybeGroupName = maybeNamed('group', '群');
/** Somebody in a group: the name there, or the name of the contact or colleague it is. */
export const maybeMember = maybeNamed('member', '群成员');
/** A robot by its name or number. */
export const robot = named('robot', '机器人');
export const maybeRobot = maybeNamed('robot', '机器人');
/** Words that a message holds. */
export const maybeAbout = maybeWords('quoted', '内容', 60, [
  '提到',
  '提过',
  '说到',
  '说过',
  '提起',
  '聊到',
  '包含',
  '关于',
]);

/** What an alert is about. */
export const maybeAlertCause = maybeChoice('原因', ALERT_CAUSES, {
  complaint: ['投诉'],
  dissatisfied: ['不满意', '不满'],
  operations: ['涉及运营', '财神爷'],
  mood_worse: ['情绪变差', '情绪告警', '情绪的告警'],
  mood_keeps_worsening: ['持续变差', '越来越差'],
  churn_risk: ['流失'],
  unanswered_long: ['长时间没人回', '很久没人回', '长时间未回复', '很久没回复'],
  unanswered: ['没人回复的告警', '未回复告警', '没回复的告警', '无人回复'],
  important_question: ['重要问题'],
});
/** How loud an alert is. */
export const maybeAlertLevel = maybeChoice('级别', ALERT_LEVELS, {
  critical: ['紧急', '最高级', '特急'],
  error: ['严重', '错误级'],
  warning: ['注意级', '一般告警', '提醒级', '警告级'],
  info: ['只记录', '记录级', '普通告警'],
});

/** A moment: local minute or the Chinese phrase. */
export const instant = slot('instant', '时间', words(60).min(1)).describe(
  '时间：YYYY-MM-DDTHH:mm，或中文说法原样填写（明天下午三点）',
);

/** What an optional argument holds: a blank counts as left out. */
export function given(said: string | null | undefined): string | undefined {
  return said?.trim() || undefined;
}
