import { listRobots } from '../../domain/messaging/roster/list-robots.ts';
import type { RobotView } from '../../kernel/contracts/messaging-robots.ts';
import { toolError } from '../errors.ts';
import { withChannels, type ToolScope } from '../tool.ts';

const MOST_OPTIONS = 8;
const DIGITS = '零一二三四五六七八九';
/** What a robot is called beside its own name. */
const GENERIC = /机器人|助手|账号|帐号|微信号|小号|客服|机|号|的|\s/gu;

/**
 * The robot a name or a number means: «3号机器人», «机器人三号» and «小枢3» are looked for the same way.
 * @throws AppError `tools.ambiguous` with options that resolve, `tools.not_found`
 */
export async function resolveRobot(scope: ToolScope, said: string): Promise<RobotView> {
  const robots = await listRobots(withChannels(scope));
  const meant = nearest(robots, said);
  const [only] = meant;
  if (!only)
    throw toolError('tools.not_found', {
      details: {
        label: '机器人',
        name: said,
        near:
          robots.length > 0
            ? `现有的有：${robots
                .slice(0, 8)
                .map((robot) => robot.name)
                .join('、')}。`
            : '',
      },
    });
  if (meant.length === 1) return only;
  const options = meant.slice(0, MOST_OPTIONS).map((robot) => ({
    label: robot.device ? `${robot.name}（${robot.device}）` : robot.name,
    value: meant.filter(({ name }) => name === robot.name).length > 1 ? robot.id : robot.name,
  }));
  throw toolError('tools.ambiguous', { details: { label: '机器人', name: said, count: meant.length, options } });
}

/** Those that fit best: the same name, then the same name without what all are called, then a piece of it. */
function nearest(robots: readonly RobotView[], said: string): RobotView[] {
  const [words, core] = [plain(said), bare(said)];
  const tests: ((robot: RobotView) => boolean)[] = [
    (robot) => robot.id === said.trim().toLowerCase(),
    (robot) => plain(robot.name) === words,
    (robot) => core !== '' && bare(robot.name) === core,
    (robot) => core !== '' && /^\d+$/.test(core) && numberIn(robot.name) === core,
    (robot) => core !== '' && !/^\d+$/.test(core) && bare(robot.name).includes(core),
    (robot) => bare(robot.name) !== '' && !/^\d+$/.test(bare(robot.name)) && words.includes(bare(robot.name)),
  ];
  for (const test of tests) {
    const fitting = robots.filter(test);
    if (fitting.length > 0) return fitting;
  }
  return [];
}

function plain(text: string): string {
  return text
    .normalize('NFKC')
    .toLowerCase()
    .replaceAll(/\s/gu, '')
    .replaceAll(/[零一二三四五六七八九](?=号|机|$)/gu, (digit) => String(DIGITS.indexOf(digit)));
}

function bare(text: string): string {
  return plain(text).replaceAll(GENERIC, '');
}

function numberIn(text: string): string | undefined {
  return /\d+/.exec(plain(text))?.[0];
}
