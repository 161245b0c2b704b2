import { z } from 'zod';
import { listRobots } from '../domain/messaging/roster/list-robots.ts';
import type { RobotView } from '../kernel/contracts/messaging-robots.ts';
import { formatWhen } from '../kernel/format/when.ts';
import { given, maybeChoice, maybeRobot } from './arguments.ts';
import { answer, phrase, sentences } from './present/answer.ts';
import { tablePart, type RowTable } from './present/row-table.ts';
import { resolveRobot } from './resolve/robot.ts';
import { readTool, withChannels } from './tool.ts';

const STATES = ['silent', 'offline', 'paused', 'resting'] as const;
type State = (typeof STATES)[number];
const STATE_WORDS: Readonly<Record<State, string>> = {
  silent: '现在不能发言的',
  offline: '不在线的',
  paused: '已暂停的',
  resting: '出错后正在休息的',
};
const ONLINE_WORDS: Readonly<Record<RobotView['state'], string>> = {
  online: '在线',
  offline: '不在线',
  unknown: '在线情况不明',
};
const MOST_TOLD = 6;

const ROBOT_TABLE: RowTable<RobotView> = {
  columns: [
    { key: 'name', label: '机器人', format: 'text', cell: (row) => row.name },
    { key: 'state', label: '在线', format: 'text', cell: (row) => ONLINE_WORDS[row.state] },
    { key: 'why_not', label: '为什么不说话', format: 'text', cell: (row) => row.why_not },
    { key: 'sent_today', label: '今天已发', format: 'integer', cell: (row) => row.sent_today },
    { key: 'left_today', label: '今天还能发', format: 'integer', cell: (row) => row.left_today },
    { key: 'waiting', label: '排队', format: 'integer', cell: (row) => row.waiting },
    { key: 'held', label: '拦下', format: 'integer', cell: (row) => row.held },
    { key: 'failed_today', label: '今天失败', format: 'integer', cell: (row) => row.failed_today },
    { key: 'groups', label: '所在群数', format: 'integer', cell: (row) => row.groups },
  ],
  ref: () => null,
};

export const listRobotsTool = readTool({
  name: 'list_robots',
  title: '机器人状态',
  description:
    '机器人（微信、企微账号）现在的状态：在不在线、暂停、连续出错在休息、今天发了多少还能发多少、排队多少、为什么不说话。robot 写名字或几号。',
  permission: 'messaging.read',
  input: z.strictObject({
    robot: maybeRobot,
    state: maybeChoice('状态', STATES, {
      offline: ['掉线', '不在线', '离线', '下线'],
      paused: ['暂停', '停用', '停着', '停了'],
      resting: ['休息', '熔断'],
      silent: ['不能发言', '不能说话', '发不了', '不能用', '有问题', '异常'],
    }),
  }),
  phrases: [
    '机器人现在什么状态',
    '机器人都在线吗',
    '哪些机器人掉线了',
    '{robot}为什么不说话',
    '{robot}现在怎么样',
    '{robot}今天还能发多少条',
    '机器人今天的发送额度还剩多少',
    '有没有被暂停的机器人',
    '看看各个机器人的情况',
    '哪个机器人在休息',
  ],
  answer: async (scope, said) => {
    const name = given(said.robot);
    const robots = name ? [await resolveRobot(scope, name)] : await listRobots(withChannels(scope));
    const state = said.state && !name ? said.state : undefined;
    const shown = state ? robots.filter((robot) => isSo(robot, state)) : robots;
    const now = scope.clock.now();
    const suggestions = ['发送队列里还有什么没发出去', '今天群里有哪些告警'];
    if (shown.length === 0)
      return answer({ text: state ? `没有${STATE_WORDS[state]}机器人。` : '还没有机器人。', parts: [], suggestions });
    const told = shown.slice(0, MOST_TOLD).map((robot) => sentenceOf(robot, now));
    return answer({
      text: name
        ? `${told[0]!}。`
        : sentences(
            phrase(state ? STATE_WORDS[state] : '您能用的', '机器人有', String(shown.length), '个：'),
            told.join('；'),
            shown.length > MOST_TOLD ? '等。' : '。',
          ),
      parts: [tablePart(ROBOT_TABLE, shown, { title: '机器人' })],
      suggestions,
    });
  },
});

function isSo(
  { state: online, paused_at: paused, why_not: hindered, rest_until: rest }: RobotView,
  state: State,
): boolean {
  if (state === 'offline') return online === 'offline';
  if (state === 'paused') return paused !== null;
  if (state === 'resting') return rest !== null && hindered === '连续出错，正在休息';
  return hindered !== null;
}

/** «3号机器人在线，可以说话，今天已发 12 条，还能发 188 条，排队 2 条» */
function sentenceOf(robot: RobotView, now: Date): string {
  const until = robot.rest_until && robot.why_not?.includes('休息') ? `到 ${formatWhen(robot.rest_until, now)}` : '';
  const paused = robot.paused_at && robot.pause_reason ? `（${robot.pause_reason}）` : '';
  return [
    `${robot.name}${ONLINE_WORDS[robot.state]}`,
    robot.why_not ? `现在不能说话：${robot.why_not}${until}${paused}` : '可以说话',
    `今天已发 ${robot.sent_today} 条`,
    robot.left_today === null ? '' : `还能发 ${robot.left_today} 条`,
    robot.waiting > 0 ? `排队 ${robot.waiting} 条` : '',
    robot.held > 0 ? `拦下 ${robot.held} 条` : '',
    robot.failed_today > 0 ? `失败 ${robot.failed_today} 条` : '',
  ]
    .filter(Boolean)
    .join('，');
}
