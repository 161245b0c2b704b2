import { z } from 'zod';
import { recentMoods } from '../../alerts/judgements/recent-moods.ts';
import { ALERT_RULES } from '../../alerts/rules/alert-rules.ts';
import { judgeMessage, type MessageVerdict, type UnsettledAlert } from '../../alerts/rules/judge-message.ts';
import { moodsNeeded } from '../../alerts/rules/judge-mood.ts';
import { alertsOfDay, unsettledAlerts } from '../../alerts/unsettled-alerts.ts';
import { CAUSE_WORDS, LEVEL_WORDS } from '../../alerts/words.ts';
import { readHealthLevel } from '../../crm/profiles/read-health-level.ts';
import { hasRoleIn } from '../../messaging/people/has-role-in.ts';
import { readPolicy } from '../../policies/read-policy.ts';
import type { AlertRules, PriorityRules } from '../../../kernel/contracts/policies.ts';
import { effectOf, type Effect } from '../effects/effect.ts';
import { openAlertEffect } from '../effects/open-alert.effect.ts';
import { raiseAlertsEffect } from '../effects/raise-alerts.effect.ts';
import { softenAlertsEffect } from '../effects/soften-alerts.effect.ts';
import type { FlowState } from '../flow-state.ts';
import { PRIORITY_RULES } from '../policies/priority-rules.ts';
import { PRIORITY_WORDS } from '../policies/priority-words.ts';
import { priorityFacts, tellPriority } from '../policies/tell-priority.ts';
import { defineNode } from './node.ts';

const Config = z.strictObject({
  /** Off: the message is judged, open alerts rise and end, but none is opened. */
  opens_alerts: z.boolean().default(true),
});

export interface AlertJudgeFacts {
  readonly rules: AlertRules;
  readonly priority_rules: PriorityRules;
  readonly operations: boolean;
  readonly at_risk: boolean;
  readonly moods_before: readonly number[];
  readonly unsettled: readonly UnsettledAlert[];
  readonly opened_today: number;
}

/** D2: whether somebody has to look, how urgently, and which open alerts get louder or are no longer needed. */
export const alertJudgeNode = defineNode<z.output<typeof Config>, AlertJudgeFacts>({
  type: 'ALERT_JUDGE',
  title: '告警判断与分类',
  description:
    '按“告警规则”判断这条消息要不要告警、什么级别，已有的告警要不要升级或自动取消；按“优先级”规则定下回复的优先级。规则在设置里改；opens_alerts 关掉时只判断，不新开告警。',
  config: Config,
  ways: () => ({ next: '判断完毕' }),
  read: async (scope, { message, conversation, sender }, _config, moment) => {
    const personId = sender?.person_id ?? null;
    const place = { conversation_id: message.conversation_id, person_id: personId };
    const { value: rules } = await readPolicy(scope, ALERT_RULES);
    const { value: priorityRules } = await readPolicy(scope, PRIORITY_RULES);
    const moods = await recentMoods(scope, personId, message.conversation_id, moodsNeeded(rules.moods) - 1, message.id);
    const customerId = conversation?.customer_id ?? null;
    return {
      rules,
      priority_rules: priorityRules,
      operations:
        sender?.role === 'operations' ||
        (await hasRoleIn(scope, message.conversation_id, message.mentioned_person_ids, 'operations')),
      at_risk: customerId !== null && (await readHealthLevel(scope, customerId)) === 'at_risk',
      moods_before: moods.map(({ mood }) => mood),
      unsettled: await unsettledAlerts(scope, place),
      opened_today: await alertsOfDay(scope, personId, moment.now),
    };
  },
  decide: (state, facts, config) => {
    const pressing = tellPriority(facts.priority_rules, priorityFacts(state, facts.operations));
    const changes = { priority: pressing.priority };
    const words = `${PRIORITY_WORDS[pressing.priority]}（${pressing.reason}）`;
    const { classified } = state;
    if (!classified) return { way: 'next', reason: `消息还没有识别，不判断告警；${words}`, changes };
    const verdict = judgeMessage(facts.rules, { ...facts, ...classified });
    return {
      way: 'next',
      reason: `${sentenceOf(verdict, config.opens_alerts)}；${words}`,
      details: {
        causes: verdict.causes,
        level: verdict.level,
        notices: facts.rules.notices[verdict.level],
        priority_rule: pressing.rule,
        mood: classified.mood,
        moods_before: facts.moods_before,
        opened_today: facts.opened_today,
        raised: verdict.raised.length,
        cancelled: verdict.cancelled.length,
      },
      changes: { ...changes, alert: { level: verdict.level, id: openId(facts, verdict) } },
      effects: effectsOf(state, verdict, config.opens_alerts),
    };
  },
});

function sentenceOf(verdict: MessageVerdict, opens: boolean): string {
  const others = verdict.causes.filter((cause) => cause !== verdict.cause && cause !== 'ordinary');
  const parts = [
    verdict.opens
      ? `${CAUSE_WORDS[verdict.cause]}，${LEVEL_WORDS[verdict.level]}级告警（${verdict.reason}）${opens ? '' : '，这里不开告警'}`
      : '没有异常，不告警',
    ...(others.length > 0 ? [`同时符合：${others.map((cause) => CAUSE_WORDS[cause]).join('、')}`] : []),
    ...(verdict.raised.length > 0 ? [`${verdict.raised.length} 条告警升级`] : []),
    ...(verdict.cancelled.length > 0
      ? [`${verdict.cancelled.length} 条告警自动取消（${verdict.cancelled[0]!.reason}）`]
      : []),
  ];
  return parts.join('；');
}

/** The alert this message belongs to, when it is open already; a new one has its id only once it is written. */
function openId(facts: AlertJudgeFacts, verdict: MessageVerdict): string | null {
  return facts.unsettled.find(({ cause }) => cause === verdict.cause)?.id ?? null;
}

/** What is over ends first, so that the same matter can begin anew; a new alert stands before others get louder. */
function effectsOf({ message, sender }: FlowState, verdict: MessageVerdict, opens: boolean): Effect[] {
  const effects: Effect[] = [];
  if (verdict.cancelled.length > 0)
    effects.push(effectOf(softenAlertsEffect, { alerts: [...verdict.cancelled], message_id: message.id }));
  if (verdict.opens && opens)
    effects.push(
      effectOf(openAlertEffect, {
        conversation_id: message.conversation_id,
        person_id: sender?.person_id ?? null,
        cause: verdict.cause,
        level: verdict.level,
        message: `${sender?.name ?? '有人'}：${CAUSE_WORDS[verdict.cause]}`,
        reason: verdict.reason,
        message_id: message.id,
      }),
    );
  if (verdict.raised.length > 0)
    effects.push(effectOf(raiseAlertsEffect, { alerts: [...verdict.raised], message_id: message.id }));
  return effects;
}
