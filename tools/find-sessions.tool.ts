import { z } from 'zod';
import { listSessions } from '../domain/messaging/sessions/list-sessions.ts';
import { SESSION_WORDS } from '../domain/messaging/words.ts';
import { SESSION_STATUSES, type SessionView } from '../kernel/contracts/messaging-people.ts';
import { formatMoment, formatWhen } from '../kernel/format/when.ts';
import { maybeChoice, maybeGroupName, maybeMember } from './arguments.ts';
import { answer, phrase, sentences } from './present/answer.ts';
import { tablePart, type RowTable } from './present/row-table.ts';
import { shortText } from './present/short-text.ts';
import { maybeMembers } from './resolve/group-member.ts';
import { maybeGroup } from './resolve/group.ts';
import { readTool } from './tool.ts';

const MOST_READ = 100;
const MOST_TOLD = 4;

const SESSION_TABLE: RowTable<SessionView> = {
  columns: [
    { key: 'person', label: '号主', format: 'text', cell: (row) => row.person_name },
    { key: 'group', label: '群', format: 'text', cell: (row) => row.conversation_name },
    { key: 'status', label: '状态', format: 'text', cell: (row) => SESSION_WORDS[row.status] },
    { key: 'messages', label: '消息数', format: 'integer', cell: (row) => row.messages },
    { key: 'summary', label: '摘要', format: 'text', cell: (row) => row.handover_summary ?? row.summary },
    { key: 'last_at', label: '最近一句', format: 'text', cell: (row) => formatMoment(row.last_at) },
  ],
  ref: () => null,
};

export const findSessionsTool = readTool({
  name: 'find_sessions',
  title: '群会话',
  description:
    '群里和每位号主正在谈的事（会话）：进行中 open、已转人工 handed_over、已结束 ended，带摘要和交接说明。按群、按人、按状态查。',
  permission: 'messaging.read',
  input: z.strictObject({
    group: maybeGroupName,
    person: maybeMember,
    status: maybeChoice('状态', SESSION_STATUSES, {
      handed_over: ['转人工', '转给人工', '人工接手', '同事接手', '转给同事', '人工在跟'],
      ended: ['已结束', '结束了的', '已经结束'],
      open: ['进行中', '还开着', '没结束', '开着'],
    }),
  }),
  phrases: [
    '群里的会话有哪些',
    '看看{group}的会话摘要',
    '哪些会话转人工了',
    '还开着的会话有哪些',
    '{person}在{group}的会话',
    '已经转给人工的会话',
    '进行中的群会话',
    '同事接手的会话有哪些',
    '群会话的交接说明',
  ],
  answer: async (scope, said) => {
    const group = await maybeGroup(scope, said.group);
    const people = await maybeMembers(scope, said.person, group);
    const page = await listSessions(scope, {
      page: 1,
      page_size: MOST_READ,
      ...(said.status ? { status: said.status } : {}),
      ...(group ? { conversation_id: group.id } : {}),
    });
    const items = people ? page.items.filter(({ person_id: id }) => people.ids.includes(id)) : page.items;
    const total = people ? items.length : page.total;
    const what = phrase(
      group && `“${group.name}”`,
      people && `${people.name}的`,
      said.status && `“${SESSION_WORDS[said.status]}”的`,
      '会话',
    );
    const suggestions = ['哪些会话转人工了', '今天哪些群消息还没人回复'];
    if (items.length === 0) return answer({ text: `没有${what}。`, parts: [], suggestions });
    const now = scope.clock.now();
    const told = items.slice(0, MOST_TOLD).map((one) => {
      const summary = one.handover_summary ?? one.summary;
      return `${one.person_name}（${one.conversation_name}）${SESSION_WORDS[one.status]}，最近一句在 ${formatWhen(one.last_at, now)}${summary ? `，${shortText(summary, 80)}` : ''}`;
    });
    return answer({
      text: sentences(`${what}有 ${total} 个：`, told.join('；'), total > MOST_TOLD ? '等。' : '。'),
      parts: [tablePart(SESSION_TABLE, items, { title: '会话', total })],
      suggestions,
    });
  },
});
