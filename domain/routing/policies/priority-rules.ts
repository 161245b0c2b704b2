import { PriorityRules, type PriorityCondition } from '../../../kernel/contracts/policies.ts';
import type { PolicyKind } from '../../policies/policy-kind.ts';

/** Spec 002 §3.2, from what presses most to what can wait. */
const INITIAL: PriorityRules = {
  rules: [
    { name: '投诉', when: { complaint: true }, priority: 'high', reason: '用户在投诉' },
    { name: '要投诉', when: { intents: ['complaint'] }, priority: 'high', reason: '用户在投诉' },
    { name: '不满意', when: { mood_below: 0.3 }, priority: 'high', reason: '用户明显不满意' },
    { name: '涉及运营', when: { operations: true }, priority: 'high', reason: '涉及运营（财神爷）' },
    {
      name: '实名或扫码任务',
      when: { service_tasks: ['real_name', 'scan_login'] },
      priority: 'high',
      reason: '售后任务：实名认证或扫码登录',
    },
    {
      name: '实名或扫码',
      when: { intents: ['real_name', 'scan_login'] },
      priority: 'high',
      reason: '用户在办实名认证或扫码登录',
    },
    { name: '紧急', when: { intents: ['urgent'] }, priority: 'high', reason: '紧急服务咨询' },
    { name: '绑定手机任务', when: { service_tasks: ['bind_phone'] }, priority: 'medium', reason: '售后任务：绑定手机' },
    { name: '绑定手机', when: { intents: ['bind_phone'] }, priority: 'medium', reason: '用户在办绑定手机' },
    { name: '重要问题', when: { important: true }, priority: 'medium', reason: '用户问的是重要问题' },
    { name: '求助', when: { intents: ['help'] }, priority: 'medium', reason: '用户请求帮助' },
    { name: '咨询', when: { intents: ['question', 'purchase'] }, priority: 'medium', reason: '普通服务咨询' },
    {
      name: '撤销投诉',
      when: { intents: ['withdraw_complaint'] },
      priority: 'medium',
      reason: '用户撤销了投诉，应当回应',
    },
    { name: '闲聊和垃圾信息', when: { intents: ['chat', 'spam'] }, priority: 'low', reason: '闲聊或垃圾信息' },
    { name: '问候和致谢', when: { intents: ['greeting', 'thanks'] }, priority: 'low', reason: '问候、欢迎或致谢' },
    { name: '其他', when: {}, priority: 'low', reason: '次要问题，不着急' },
  ],
};

/** How soon somebody is answered: the first rule that holds decides. */
export const PRIORITY_RULES: PolicyKind<PriorityRules> = {
  name: 'priority_rules',
  title: '优先级',
  description: '从上到下，第一条符合的规则决定消息的优先级。最后一条不带条件，所以每条消息都有优先级。',
  schema: PriorityRules,
  initial: INITIAL,
  check: ({ rules }) => {
    const open = rules.findIndex((rule) => isEmpty(rule.when));
    if (open === -1) return ['最后要有一条不带条件的规则，否则有的消息没有优先级'];
    return rules.slice(open + 1).map((rule) => `“${rules[open]!.name}”不带条件，它后面的“${rule.name}”永远用不到`);
  },
};

function isEmpty(when: PriorityCondition): boolean {
  return Object.values(when).every((value) => value === undefined);
}
