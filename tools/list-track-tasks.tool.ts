import { z } from 'zod';
import { listTasks } from '../domain/after-sales/task-view.ts';
import { TASK_KIND_WORDS, TASK_STATUS_WORDS } from '../domain/after-sales/words.ts';
import { TRACK_TASK_KINDS, type TrackTaskView } from '../kernel/contracts/track-tasks.ts';
import { formatMoment, formatWhen } from '../kernel/format/when.ts';
import { given, maybeChoice, maybeFlag, maybeWords } from './arguments.ts';
import { answer, phrase, sentences } from './present/answer.ts';
import { tablePart, type RowTable } from './present/row-table.ts';
import { taskLabel } from './resolve/track-task.ts';
import { readTool } from './tool.ts';

const MOST_READ = 100;
const MOST_NAMED = 4;

const TASK_TABLE: RowTable<TrackTaskView> = {
  columns: [
    { key: 'person', label: '号主', format: 'text', cell: (row) => row.person_name },
    { key: 'title', label: '任务', format: 'text', cell: (row) => row.title },
    { key: 'group', label: '群', format: 'text', cell: (row) => row.conversation_name },
    { key: 'status', label: '状态', format: 'text', cell: (row) => TASK_STATUS_WORDS[row.status] },
    { key: 'deadline', label: '期限', format: 'text', cell: (row) => formatMoment(row.deadline) },
    { key: 'asked_by', label: '谁提的', format: 'text', cell: (row) => row.asked_by_name },
    { key: 'conflict', label: '冲突', format: 'text', cell: (row) => (row.conflict ? '有' : null) },
  ],
  ref: () => null,
};

export const listTrackTasks = readTool({
  name: 'list_track_tasks',
  title: '群跟踪任务',
  description:
    '微信群、企微群里请号主办的事（实名认证、扫码登录、绑定手机、运营交办）还有哪些没办完、哪些超时。不是交付任务。',
  permission: 'track_task.read',
  input: z.strictObject({
    kind: maybeChoice('类型', TRACK_TASK_KINDS, {
      real_name: ['实名', '实名认证'],
      scan_login: ['扫码', '扫码登录'],
      bind_phone: ['绑定手机', '绑手机'],
      operation: ['运营交办', '财神爷'],
      other: ['其他任务'],
    }),
    overdue: maybeFlag('超时', ['超时', '超时的']),
    about: maybeWords('quoted', '群名或号主', 100),
  }),
  phrases: [
    '群里有哪些跟踪任务没办完',
    '售后跟踪任务列表',
    '哪些号主的跟踪任务超时了',
    '还有谁没实名认证，看跟踪任务',
    '群跟踪任务有哪些',
    '等号主扫码登录的跟踪任务',
    '群里{kind}的跟踪任务',
    '{about}的跟踪任务',
    '号主绑定手机的跟踪任务还剩几个',
    '运营交办的跟踪任务办得怎么样',
  ],
  answer: async (scope, said) => {
    const about = given(said.about);
    const { items, total } = await listTasks(scope, {
      page: 1,
      page_size: MOST_READ,
      ...(said.overdue ? { status: 'overdue' } : { open: true }),
      ...(said.kind ? { kind: said.kind } : {}),
      ...(about ? { q: about } : {}),
    });
    const what = phrase(
      about && `“${about}”的`,
      said.overdue ? '已超时' : '没办完',
      said.kind ? `的“${TASK_KIND_WORDS[said.kind]}”跟踪任务` : '的跟踪任务',
    );
    if (items.length === 0)
      return answer({
        text: `没有${what}。`,
        parts: [],
        suggestions: ['哪些号主的跟踪任务超时了', '群跟踪任务有哪些'],
      });
    const now = scope.clock.now();
    const named = items
      .slice(0, MOST_NAMED)
      .map((task) => `${taskLabel(task)}${TASK_STATUS_WORDS[task.status]}，期限 ${formatWhen(task.deadline, now)}`);
    return answer({
      text: sentences(`${what}有 ${total} 个：`, named.join('；'), total > MOST_NAMED ? '等。' : '。'),
      parts: [tablePart(TASK_TABLE, items, { title: '跟踪任务', total })],
      suggestions: ['哪些号主的跟踪任务超时了'],
    });
  },
});
