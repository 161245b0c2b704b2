import { z } from 'zod';
import { resolveAlert as settleAlert } from '../domain/alerts/lifecycle/settle-alert.ts';
import { STATUS_WORDS } from '../domain/alerts/words.ts';
import { given, maybeAlertCause, maybeAlertLevel, maybeGroupName, maybeMember, maybeWords } from './arguments.ts';
import { answer } from './present/answer.ts';
import { versionOf } from './present/change.ts';
import { alertLabel, resolveAlert } from './resolve/alert.ts';
import { writeTool } from './tool.ts';

interface Plan {
  readonly id: string;
  readonly version: number;
  readonly reason: string;
}

export const resolveAlertTool = writeTool({
  name: 'resolve_alert',
  title: '解决告警',
  description: '把群里一条告警标为已解决，reason 写怎么解决的。按群、号主、原因找到这条告警。',
  permission: 'alerts.handle',
  input: z.strictObject({
    group: maybeGroupName,
    person: maybeMember,
    cause: maybeAlertCause,
    level: maybeAlertLevel,
    reason: maybeWords('free_text', '说明', 280, ['原因是', '原因', '说明', '备注']),
  }),
  phrases: [
    '{group}的告警解决了',
    '把{group}的告警标为已解决',
    '{person}的告警处理好了',
    '{group}里{person}的投诉告警已经解决',
    '{group}那条告警可以关掉了',
    '{person}的告警关闭，原因是{reason}',
    '把{person}的告警标成已解决',
    '{group}的投诉告警处理完了，{reason}',
    '关掉{group}的告警',
    '已解决{group}里{person}的告警',
  ],
  propose: async (scope, said) => {
    const alert = await resolveAlert(scope, said, '已解决');
    const reason = given(said.reason) ?? '同事标为已解决';
    const label = alertLabel(alert);
    return {
      title: '解决告警',
      summary: `把${label}标为已解决。`,
      changes: [
        {
          entity: 'alert',
          record_id: alert.id,
          record_label: label,
          field: '状态',
          before: STATUS_WORDS[alert.status],
          after: STATUS_WORDS.resolved,
        },
      ],
      fields: [{ name: 'reason', label: '怎么解决的', kind: 'text', value: reason }],
      refs: [],
      snapshot: versionOf('alert', alert),
      plan: { id: alert.id, version: alert.version, reason } satisfies Plan,
    };
  },
  carryOut: async (scope, plan: Plan) => {
    const alert = await settleAlert(scope, plan);
    return answer({
      text: `已把${alertLabel(alert)}标为已解决：${plan.reason}。`,
      parts: [],
      suggestions: ['群里还没处理的告警'],
    });
  },
});
