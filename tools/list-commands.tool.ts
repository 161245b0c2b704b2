import { z } from 'zod';
import { listCommands } from '../domain/messaging/commands/command-view.ts';
import { STATUS_WORDS } from '../domain/messaging/words.ts';
import { COMMAND_STATUSES, type CommandView } from '../kernel/contracts/messaging.ts';
import { formatMoment, formatWhen } from '../kernel/format/when.ts';
import { given, maybeChoice, maybeGroupName, maybeRobot } from './arguments.ts';
import { answer, phrase, sentences } from './present/answer.ts';
import { tablePart, type RowTable } from './present/row-table.ts';
import { commandLabel } from './resolve/command.ts';
import { maybeGroup } from './resolve/group.ts';
import { resolveRobot } from './resolve/robot.ts';
import { readTool } from './tool.ts';

const MOST_READ = 100;
const MOST_TOLD = 5;

const COMMAND_TABLE: RowTable<CommandView> = {
  columns: [
    { key: 'group', label: '发到', format: 'text', cell: (row) => row.conversation_name },
    { key: 'robot', label: '机器人', format: 'text', cell: (row) => row.account_name },
    { key: 'text', label: '内容', format: 'text', cell: (row) => row.text },
    { key: 'status', label: '状态', format: 'text', cell: (row) => STATUS_WORDS[row.status] },
    { key: 'why', label: '原因', format: 'text', cell: (row) => whyOf(row) || null },
    { key: 'run_at', label: '计划时间', format: 'text', cell: (row) => formatMoment(row.run_at) },
    { key: 'attempts', label: '试过几次', format: 'integer', cell: (row) => row.attempts },
  ],
  ref: () => null,
};

export const listCommandsTool = readTool({
  name: 'list_commands',
  title: '发送队列',
  description:
    '机器人发送队列：还在等的 waiting、被规则拦下的 held、结果不明的 timeout、发送失败的 failed 等，以及为什么。不说状态时看还没有着落的全部。',
  permission: 'messaging.read',
  input: z.strictObject({
    group: maybeGroupName,
    robot: maybeRobot,
    status: maybeChoice('状态', COMMAND_STATUSES, {
      waiting: ['排队', '等着发', '等待发送', '待发送'],
      held: ['拦下', '被拦', '拦截', '拦住', '压着'],
      timeout: ['结果不明', '不知道发没发', '没有结果'],
      failed: ['发送失败', '失败', '没发成功', '发不出去'],
      refused: ['不让发', '拒发', '不符合规则'],
      cancelled: ['已取消', '取消了的'],
      completed: ['已发送', '发出去的', '发成功的'],
    }),
  }),
  phrases: [
    '发送队列里还有什么',
    '发送队列里有哪些没发出去',
    '哪些消息发送失败了',
    '{group}有哪些消息被拦下了',
    '{robot}排队的消息',
    '看看发送失败的原因',
    '发给{group}的消息为什么没发出去',
    '被拦下的消息有哪些',
    '{robot}有哪些消息没发成功',
    '{group}排队等待发送的消息',
  ],
  answer: async (scope, said) => {
    const group = await maybeGroup(scope, said.group);
    const name = given(said.robot);
    const robot = name ? await resolveRobot(scope, name) : undefined;
    const { items, total } = await listCommands(scope, {
      page: 1,
      page_size: MOST_READ,
      ...(said.status ? { status: said.status } : { open: true }),
      ...(group ? { conversation_id: group.id } : {}),
      ...(robot ? { account_id: robot.id } : {}),
    });
    const what = phrase(
      group && `发到“${group.name}”的`,
      robot && `“${robot.name}”的`,
      said.status ? `“${STATUS_WORDS[said.status]}”的` : '还没有着落的',
      '消息',
    );
    const suggestions = ['哪些消息发送失败了', '机器人现在什么状态'];
    if (items.length === 0) return answer({ text: `发送队列里没有${what}。`, parts: [], suggestions });
    const now = scope.clock.now();
    const told = items.slice(0, MOST_TOLD).map((one) => {
      const why = whyOf(one);
      const when = one.status === 'waiting' ? `，计划 ${formatWhen(one.run_at, now)} 发` : '';
      return `· ${commandLabel(one)}${when}${why ? `，${why}` : ''}`;
    });
    return answer({
      text: sentences(`${what}有 ${total} 条：\n`, told.join('\n'), total > MOST_TOLD ? '\n等。' : ''),
      parts: [tablePart(COMMAND_TABLE, items, { title: '发送队列', total })],
      suggestions,
    });
  },
});

/** What the rules and the vendor said. */
function whyOf({ reason_words, notes, needs_person }: CommandView): string {
  const parts = [reason_words, ...notes.map((note) => note.words), needs_person && '要人处理'];
  return [...new Set(parts.filter(Boolean))].join('；');
}
