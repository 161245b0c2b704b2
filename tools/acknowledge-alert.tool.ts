import { z } from 'zod';
import { acknowledgeAlert } from '../domain/alerts/lifecycle/settle-alert.ts';
import { STATUS_WORDS } from '../domain/alerts/words.ts';
import { given, maybeAlertCause, maybeAlertLevel, maybeGroupName, maybeMember, maybeWords } from './arguments.ts';
import { toolError } from './errors.ts';
import { answer } from './present/answer.ts';
import { versionOf } from './present/change.ts';
import { alertLabel, resolveAlert } from './resolve/alert.ts';
import { writeTool } from './tool.ts';

interface Plan {
  readonly id: string;
  readonly version: number;
  readonly note?: string;
}

export const acknowledgeAlertTool = writeTool({
  name: 'acknowledge_alert',
  title: '接手告警',
  description: '说明自己接手处理群里一条告警（标为“处理中”）。按群、号主、原因找到这条告警。',
  permission: 'alerts.handle',
  input: z.strictObject({
    group: maybeGroupName,
    person: maybeMember,
    cause: maybeAlertCause,
    level: maybeAlertLevel,
    note: maybeWords('free_text', '说明', 280, ['说明', '备注']),
  }),
  phrases: [
    '{group}的告警我来处理',
    '我接手{group}的告警',
    '{person}的告警我来跟',
    '{person}的投诉告警我接手了',
    '认领{group}的告警',
    '{group}里{person}的告警我来处理',
    '这条告警我在处理了',
    '{group}的告警标为处理中',
    '把{person}的告警认领到我名下',
    '我来负责{group}这条告警',
  ],
  propose: async (scope, said) => {
    const alert = await resolveAlert(scope, said, '我来处理');
    const label = alertLabel(alert);
    if (alert.status === 'acknowledged')
      throw toolError('tools.nothing_to_change', {
        details: { reason: `${label}已经由${alert.acknowledged_by ?? '同事'}在处理` },
      });
    const note = given(said.note);
    return {
      title: '接手告警',
      summary: `由${scope.actor.name}处理${label}。`,
      changes: [
        {
          entity: 'alert',
          record_id: alert.id,
          record_label: label,
          field: '状态',
          before: STATUS_WORDS[alert.status],
          after: STATUS_WORDS.acknowledged,
        },
      ],
      fields: [{ name: 'note', label: '说明', kind: 'text', value: note ?? null }],
      refs: [],
      snapshot: versionOf('alert', alert),
      plan: { id: alert.id, version: alert.version, ...(note ? { note } : {}) } satisfies Plan,
    };
  },
  carryOut: async (scope, plan: Plan) => {
    const alert = await acknowledgeAlert(scope, plan);
    return answer({
      text: `${alertLabel(alert)}已由${alert.acknowledged_by ?? scope.actor.name}接手。`,
      parts: [],
      suggestions: [`${alert.conversation_name}的告警是怎么来的`],
    });
  },
});
