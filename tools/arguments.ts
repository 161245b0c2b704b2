import { z } from 'zod';
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

/** A moment: local minute or the Chinese phrase. */
export const instant = slot('instant', '时间', words(60).min(1)).describe(
  '时间：YYYY-MM-DDTHH:mm，或中文说法原样填写（明天下午三点）',
);

/** What an optional argument holds: a blank counts as left out. */
export function given(said: string | null | undefined): string | undefined {
  return said?.trim() || undefined;
}
