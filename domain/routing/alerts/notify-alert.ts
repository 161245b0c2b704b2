import { queryOne } from '../../../db/query.ts';
import type { AlertView } from '../../../kernel/contracts/alerts.ts';
import type { AlertLevel } from '../../../kernel/contracts/judgement.ts';
import type { AlertNotice } from '../../../kernel/contracts/policies.ts';
import { isSettled, noteStep } from '../../alerts/lifecycle/alert-row.ts';
import { ALERT_RULES } from '../../alerts/rules/alert-rules.ts';
import { CAUSE_WORDS, LEVEL_WORDS } from '../../alerts/words.ts';
import { addReminders } from '../../crm/follow-ups/add-reminders.ts';
import { inTransaction } from '../../in-transaction.ts';
import { readPolicy } from '../../policies/read-policy.ts';
import type { ChannelScope } from '../../messaging/messaging-scope.ts';
import type { Scope } from '../../scope.ts';
import type { Effect, EffectOccasion } from '../effects/effect.ts';
import { queueText } from '../effects/queue-text-payload.ts';
import { managersOf } from './managers-of.ts';

type Told = Pick<
  AlertView,
  'id' | 'cause' | 'level' | 'status' | 'reason' | 'conversation_id' | 'conversation_name' | 'person_name'
>;

type NotifyScope = Scope & Pick<ChannelScope, 'channels'>;

/** Carries an effect out in the transaction it is given. */
export type CarryOut = (tx: NotifyScope, effect: Effect, occasion: EffectOccasion) => Promise<void>;

/**
 * Tells the work group and the managers of an alert's level, as the rules of this moment say for it, and writes down who was
 * told. Each level is told once; what was settled or raised meanwhile is not told any more.
 */
export async function notifyAlert(
  outer: NotifyScope,
  input: { readonly alert_id: string; readonly level: AlertLevel },
  carryOut: CarryOut,
): Promise<void> {
  await inTransaction(outer, async (scope) => {
    const alert = await lockTold(scope, input.alert_id);
    if (!alert || isSettled(alert) || alert.level !== input.level) return;
    if (await wasTold(scope, alert)) return;
    const { value: rules } = await readPolicy(scope, ALERT_RULES);
    const notice = rules.notices[alert.level];
    const told = [
      ...(notice.work_group && rules.work_conversation_id
        ? [await tellGroup(scope, alert, { notice, to: rules.work_conversation_id }, carryOut)]
        : []),
      ...(notice.managers ? [await tellManagers(scope, alert)] : []),
    ];
    await noteStep(
      scope,
      alert,
      { event: 'told', level: alert.level, reason: reasonOf(told, notice, rules.work_conversation_id) },
      { shown: false },
    );
  });
}

async function lockTold(scope: Scope, id: string): Promise<Told | undefined> {
  return await queryOne<Told>(
    scope.em,
    `select a.id, a.cause, a.level, a.status, a.reason, a.conversation_id, coalesce(v.remark, v.name) as conversation_name,
       p.name as person_name
     from alert a join channel_conversation v on v.id = a.conversation_id left join channel_person p on p.id = a.person_id
     where a.id = $1 for update of a`,
    [id],
  );
}

async function wasTold(scope: Scope, alert: Told): Promise<boolean> {
  const row = await queryOne<{ told: boolean }>(
    scope.em,
    `select exists (select 1 from alert_step where alert_id = $1 and event = 'told' and level = $2) as told`,
    [alert.id, alert.level],
  );
  return row!.told;
}

async function tellGroup(
  scope: NotifyScope,
  alert: Told,
  where: { readonly notice: AlertNotice; readonly to: string },
  carryOut: CarryOut,
): Promise<string> {
  const head = where.notice.at_once ? '【紧急】' : '【提醒】';
  const text = `${head}${titleOf(alert)}\n原因：${alert.reason}\n请同事看一下。`;
  await carryOut(
    scope,
    queueText({
      conversation_id: where.to,
      text,
      mention_person_ids: [],
      lane: 'notice',
      run_at: null,
      duty: 'notify',
    }),
    { instanceId: alert.id, nodeId: 'alert', key: `alert:${alert.id}:${alert.level}` },
  );
  return '工作群';
}

async function tellManagers(scope: Scope, alert: Told): Promise<string> {
  const people = await managersOf(scope, alert.conversation_id);
  await addReminders(
    scope,
    people.map((userId) => ({
      userId,
      kind: 'alert',
      cause: `${alert.id} ${alert.level}`,
      title: titleOf(alert),
      entity: 'alert',
      entityId: alert.id,
    })),
  );
  return `${people.length} 位管理人员`;
}

function titleOf(alert: Told): string {
  const who = alert.person_name ? `，${alert.person_name}` : '';
  return `${LEVEL_WORDS[alert.level]}告警：${CAUSE_WORDS[alert.cause]}（${alert.conversation_name}${who}）`;
}

function reasonOf(told: readonly string[], notice: AlertNotice, workGroup: string | null): string {
  const screen = notice.screen ? '已推送到监控屏' : '只记录';
  const others = told.length > 0 ? `，已通知${told.join('、')}` : '';
  const missing = notice.work_group && workGroup === null ? '；还没有设置工作群' : '';
  return `${screen}${others}${missing}`;
}
