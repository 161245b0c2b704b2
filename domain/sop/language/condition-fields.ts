import type { CatalogueField, FieldCatalogue } from '../../../kernel/conditions/field-catalogue.ts';
import { holds, type FieldValues } from '../../../kernel/conditions/holds.ts';
import { STAGES } from '../../../kernel/contracts/crm.ts';
import type { Condition } from '../../../kernel/contracts/conditions.ts';
import { CHANNELS } from '../../../kernel/contracts/messaging.ts';
import type { SopVariables } from '../../../kernel/contracts/sop-instances.ts';
import { STAGE_WORDS } from '../../crm/words.ts';
import { BUILT_IN_VARIABLES, REPLY_CLASS_WORDS, TRIGGER_WORDS } from './variables.ts';

/** Who a contact is to us. A friend of less than `NEW_FRIEND_HOURS` is new. */
export const USER_TYPES = { new_friend: '新好友', friend: '老好友', colleague: '同事', group: '群' } as const;
export type UserType = keyof typeof USER_TYPES;
export const NEW_FRIEND_HOURS = 24;

/** A field that is read of the contact, with what finds it in `read-facts.ts`. */
type FactField = CatalogueField;
const text = (label: string): FactField => ({ label, kind: 'text' });
const number = (label: string): FactField => ({ label, kind: 'number' });
const flag = (label: string): FactField => ({ label, kind: 'boolean' });
const choice = (label: string, choices: Readonly<Record<string, string>>): FactField => ({
  label,
  kind: 'choice',
  choices,
});

/** Fields of who the contact is, of what was said, and of where they stand in the CRM (spec 000 «条件逻辑系统»). */
export const FACT_FIELDS = {
  user_type: choice('联系人类型', USER_TYPES),
  friend_days: number('加好友的天数'),
  contact_name: text('联系人姓名'),
  contact_remark: text('联系人备注'),
  contact_tags: { label: '联系人标签', kind: 'list' },
  in_crm: flag('已在 CRM 里'),
  do_not_disturb: flag('不要打扰'),
  account_nickname: text('账号昵称'),
  account_online: flag('账号在线'),
  channel: choice('渠道', Object.fromEntries(CHANNELS.map((name) => [name, name]))),
  owner_name: text('负责人姓名'),
  last_message_days: number('距上次消息的天数'),
  last_contact_reply_days: number('距对方上次说话的天数'),
  reply_received: flag('已收到回复'),
  stage: choice('商机阶段', Object.fromEntries(STAGES.map((stage) => [stage, STAGE_WORDS[stage]]))),
  lead_grade: choice('线索评级', { A: 'A 级', B: 'B 级', C: 'C 级', D: 'D 级' }),
  lead_score: number('线索评分'),
} as const satisfies FieldCatalogue;
export type FactName = keyof typeof FACT_FIELDS;

/** Fields of the course of the sequence itself, and of now. */
export const COURSE_FIELDS = {
  trigger_type: choice('怎样开始的', TRIGGER_WORDS),
  follow_up_count: number('已发出几条'),
  last_reply: text('最近的回复'),
  last_reply_class: choice('最近回复的意思', REPLY_CLASS_WORDS),
  last_message_sent: text('上一条发出的内容'),
  hour: number('现在几点（0-23）'),
  weekday: number('星期几（1-7）'),
} as const satisfies FieldCatalogue;

/** A variable in a condition: `var.campaign`. */
export const VARIABLE_PREFIX = 'var.';
/** A field of the contact's or the customer's record in the CRM, own fields too: `contact.title`, `customer.custom.level`. */
export const CRM_PREFIXES = ['contact', 'customer'] as const;
export type CrmPrefix = (typeof CRM_PREFIXES)[number];

/** Fields of the CRM by the record they are of (`fieldsOf(scope, 'contact').catalogue`). */
export type CrmCatalogues = Readonly<Partial<Record<CrmPrefix, FieldCatalogue>>>;
const CRM_WORDS: Readonly<Record<CrmPrefix, string>> = { contact: '联系人', customer: '客户' };

/**
 * Everything a condition of a sequence may name: the facts, the course, records of the CRM and the variables with their
 * values at the start, which say of what kind each is.
 */
export function sopFields(crm: CrmCatalogues, variables: SopVariables): FieldCatalogue {
  const fields: Record<string, CatalogueField> = { ...FACT_FIELDS, ...COURSE_FIELDS };
  for (const record of CRM_PREFIXES)
    for (const [name, field] of Object.entries(crm[record] ?? {}))
      fields[`${record}.${name}`] = { ...field, label: `${CRM_WORDS[record]} › ${field.label}` };
  for (const [name, { label, kind }] of Object.entries(BUILT_IN_VARIABLES))
    fields[VARIABLE_PREFIX + name] = { label: `变量 › ${label}`, kind };
  for (const [name, value] of Object.entries(variables))
    fields[VARIABLE_PREFIX + name] = { label: `变量 › ${name}`, kind: kindOf(value) };
  return fields;
}

function kindOf(value: SopVariables[string]): 'text' | 'number' | 'boolean' {
  return typeof value === 'number' ? 'number' : typeof value === 'boolean' ? 'boolean' : 'text';
}

/** The fields a condition names, each once. */
export function fieldsNamed(condition: Condition): string[] {
  const named = new Set<string>();
  const waiting: Condition[] = [condition];
  for (let part = waiting.pop(); part; part = waiting.pop()) {
    if ('field' in part) named.add(part.field);
    else if ('not' in part) waiting.push(part.not);
    else waiting.push(...('all' in part ? part.all : part.any));
  }
  return [...named];
}

/** Whether a condition (already checked against `sopFields`) holds for values put together by `sopValues`. Pure. */
export function sopHolds(condition: Condition, values: FieldValues, fields: FieldCatalogue, now: Date): boolean {
  return holds(condition, values, fields, now);
}
