import { z } from 'zod';
import { listAlerts } from '../domain/alerts/list-alerts.ts';
import { CAUSE_WORDS, LEVEL_WORDS, STATUS_WORDS } from '../domain/alerts/words.ts';
import type { AlertView } from '../kernel/contracts/alerts.ts';
import { formatWhen } from '../kernel/format/when.ts';
import {
  maybeAlertCause,
  maybeAlertLevel,
  maybeChoice,
  maybeGroupName,
  maybeMember,
  maybePeriod,
} from './arguments.ts';
import { ALERT_TABLE } from './present/alert-table.ts';
import { answer, phrase, sentences } from './present/answer.ts';
import { tablePart } from './present/row-table.ts';
import { alertLabel } from './resolve/alert.ts';
import { maybeMembers } from './resolve/group-member.ts';
import { maybeGroup } from './resolve/group.ts';
import { momentsOf, pastDays } from './resolve/period.ts';
import { readTool } from './tool.ts';

const MOST_READ = 200;
const MOST_TOLD = 4;

export const listAlertsTool = readTool({
  name: 'list_alerts',
  title: '群告警',
  description:
    '微信群、企微群里需要人看的告警：投诉、不满、没人回复、情绪变差等。不说状态时，说了时间就看那段时间的全部告警，没说时间就看没解决的。不是商机预警。',
  permission: 'alerts.read',
  input: z.strictObject({
    period: maybePeriod(),
    group: maybeGroupName,
    person: maybeMember,
    level: maybeAlertLevel,
    cause: maybeAlertCause,
    status: maybeChoice('状态', ['unsettled', 'settled'], {
      unsettled: ['没解决', '未解决', '没处理', '未处理', '待处理', '没有处理', '没有解决', '还没人管'],
      settled: ['已解决', '已经解决', '解决了的', '处理完的', '已处理'],
    }),
  }),
  phrases: [
    '今天群里有哪些告警',
    '群里有哪些告警',
    '{period}有哪些告警',
    '{group}有告警吗',
    '还没处理的告警',
    '紧急的告警有哪些',
    '有没有投诉告警',
    '{person}的告警有哪些',
    '{group}里{person}触发了什么告警',
    '群里严重的告警列出来',
    '看看{group}的报警',
  ],
  answer: async (scope, said) => {
    const group = await maybeGroup(scope, said.group);
    const people = await maybeMembers(scope, said.person, group);
    const days = pastDays(said.period, scope.clock.now());
    const span = days && momentsOf(days);
    const unsettled = said.status ? said.status === 'unsettled' : span ? undefined : true;
    const page = await listAlerts(scope, {
      page: 1,
      page_size: MOST_READ,
      ...(unsettled === undefined ? {} : { unsettled }),
      ...(span ? { from: span.from.toISOString(), to: span.to.toISOString() } : {}),
      ...(group ? { conversation_id: group.id } : {}),
      ...(said.level ? { level: said.level } : {}),
      ...(said.cause ? { cause: said.cause } : {}),
    });
    const items = people
      ? page.items.filter(({ person_id: id }) => id !== null && people.ids.includes(id))
      : page.items;
    const total = people ? items.length : page.total;
    const what = phrase(
      typeof said.period === 'string' && said.period,
      group ? `“${group.name}”` : '群里',
      people && `${people.name}的`,
      unsettled !== undefined && (unsettled ? '没解决的' : '已解决的'),
      said.level && `“${LEVEL_WORDS[said.level]}”级`,
      said.cause && `“${CAUSE_WORDS[said.cause]}”`,
      '告警',
    );
    const suggestions = [items[0] && explainWords(items[0]), '群里还没处理的告警', '今天哪些群消息还没人回复'];
    if (items.length === 0)
      return answer({ text: `${what}一条也没有。`, parts: [], suggestions: suggestions.slice(1) });
    return answer({
      text: sentences(
        `${what}有 ${total} 条`,
        openOf(items, unsettled),
        '：',
        toldOf(items, scope.clock.now()),
        total > MOST_TOLD ? '等。' : '。',
      ),
      parts: [tablePart(ALERT_TABLE, items, { title: '告警', total })],
      suggestions,
    });
  },
});

function openOf(items: readonly AlertView[], unsettled: boolean | undefined): string {
  if (unsettled !== undefined) return '';
  const open = items.filter(({ status }) => status === 'open' || status === 'acknowledged').length;
  return open > 0 ? `，其中 ${open} 条还没解决` : '，都已解决';
}

function toldOf(items: readonly AlertView[], now: Date): string {
  return items
    .slice(0, MOST_TOLD)
    .map((alert) => `${alertLabel(alert)}，${STATUS_WORDS[alert.status]}，${formatWhen(alert.last_seen_at, now)}`)
    .join('；');
}

function explainWords(alert: AlertView): string {
  return `${alert.conversation_name}里${alert.person_name ? `${alert.person_name}的` : '的'}告警是怎么来的`;
}
