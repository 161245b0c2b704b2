import { z } from 'zod';
import { readAlert } from '../domain/alerts/list-alerts.ts';
import { LEVEL_WORDS, STATUS_WORDS } from '../domain/alerts/words.ts';
import type { AlertEvent, AlertStep } from '../kernel/contracts/alerts.ts';
import { formatMoment, formatWhen } from '../kernel/format/when.ts';
import { maybeAlertCause, maybeAlertLevel, maybeGroupName, maybeMember } from './arguments.ts';
import { toolError } from './errors.ts';
import { ALERT_TABLE } from './present/alert-table.ts';
import { answer } from './present/answer.ts';
import { tablePart, type RowTable } from './present/row-table.ts';
import { alertLabel, fittingAlerts } from './resolve/alert.ts';
import { readTool } from './tool.ts';

/** What happened to an alert, as people say it. */
const EVENT_WORDS: Readonly<Record<AlertEvent, string>> = {
  opened: '开始',
  repeated: '又出现',
  raised: '升级',
  acknowledged: '有人接手',
  resolved: '解决',
  cancelled: '自动取消',
  told: '通知',
};

const STEP_TABLE: RowTable<AlertStep> = {
  columns: [
    { key: 'at', label: '时间', format: 'text', cell: (row) => formatMoment(row.at) },
    { key: 'event', label: '经过', format: 'text', cell: (row) => EVENT_WORDS[row.event] },
    { key: 'level', label: '级别', format: 'text', cell: (row) => LEVEL_WORDS[row.level] },
    { key: 'reason', label: '原因', format: 'text', cell: (row) => row.reason },
    { key: 'by', label: '谁', format: 'text', cell: (row) => row.by ?? '系统' },
  ],
  ref: () => null,
};

export const explainAlertTool = readTool({
  name: 'explain_alert',
  title: '告警的来历',
  description:
    '解释群里一条告警是怎么来的：为什么是这个级别、什么时候升级或取消、通知了谁、谁在处理。按群、号主、原因找；先看没解决的。',
  permission: 'alerts.read',
  input: z.strictObject({
    group: maybeGroupName,
    person: maybeMember,
    cause: maybeAlertCause,
    level: maybeAlertLevel,
  }),
  phrases: [
    '{group}的告警是怎么来的',
    '{person}的告警是怎么回事',
    '为什么{group}报了紧急告警',
    '为什么{person}的告警升级了',
    '说说{group}这条告警的来龙去脉',
    '{group}里{person}的投诉告警是怎么来的',
    '告警为什么自动取消了',
    '解释一下{person}的告警',
    '{group}为什么会有告警',
  ],
  answer: async (scope, said) => {
    const open = await fittingAlerts(scope, said, { unsettled: true });
    const found = open.length > 0 ? open : await fittingAlerts(scope, said, {});
    const [first] = found;
    if (!first) throw toolError('tools.nothing_fits', { details: { what: '没有这样的告警' } });
    const alert = await readAlert(scope, first.id);
    const now = scope.clock.now();
    const lines = alert.history.map(
      (step) =>
        `· ${formatWhen(step.at, now)} ${EVENT_WORDS[step.event]}（${LEVEL_WORDS[step.level]}）：${step.reason}${step.by ? `，${step.by}` : ''}`,
    );
    return answer({
      text: [
        `${alertLabel(alert)}，${STATUS_WORDS[alert.status]}：${alert.message}。现在的级别是因为${alert.reason}。`,
        ...lines,
        found.length > 1 ? `（这样的告警有 ${found.length} 条，这里说的是最要紧的一条。）` : '',
      ]
        .filter(Boolean)
        .join('\n'),
      parts: [
        tablePart(STEP_TABLE, alert.history, { title: '告警经过' }),
        ...(found.length > 1 ? [tablePart(ALERT_TABLE, found, { title: '告警' })] : []),
      ],
      suggestions: [`${alert.conversation_name}的告警我来处理`, '群里还没处理的告警'],
    });
  },
});
