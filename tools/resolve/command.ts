import { listCommands } from '../../domain/messaging/commands/command-view.ts';
import { STATUS_WORDS } from '../../domain/messaging/words.ts';
import type { CommandStatus, CommandView } from '../../kernel/contracts/messaging.ts';
import { given } from '../arguments.ts';
import { toolError } from '../errors.ts';
import type { ToolScope } from '../tool.ts';
import { maybeGroup } from './group.ts';
import { resolveRobot } from './robot.ts';

const MOST_READ = 200;
const MOST_OPTIONS = 8;
const LABEL_TEXT = 20;

/** A queued message by where it goes, who says it, and words of its text. */
export interface SaidCommand {
  readonly group?: string | null | undefined;
  readonly robot?: string | null | undefined;
  readonly about?: string | null | undefined;
}

/**
 * The one message of the queue that is meant, among those in one of the statuses.
 * @throws AppError `tools.nothing_fits`, `tools.which_command`, and those of groups and robots
 */
export async function resolveCommand(
  scope: ToolScope,
  said: SaidCommand,
  statuses: readonly CommandStatus[],
): Promise<CommandView> {
  const group = await maybeGroup(scope, said.group);
  const robot = given(said.robot) ? await resolveRobot(scope, given(said.robot)!) : undefined;
  const about = given(said.about);
  const pages = await readAll(scope, statuses, {
    ...(group ? { conversation_id: group.id } : {}),
    ...(robot ? { account_id: robot.id } : {}),
  });
  const found = about ? pages.filter(({ id, text }) => id === about || text.includes(about)) : pages;
  const [only] = found;
  const words = statuses.map((status) => `“${STATUS_WORDS[status]}”`).join('、');
  if (!only) throw toolError('tools.nothing_fits', { details: { what: `没有这样的${words}消息` } });
  if (found.length === 1) return only;
  const options = found.slice(0, MOST_OPTIONS).map((command) => ({
    label: commandLabel(command),
    value: command.id,
  }));
  throw toolError('tools.which_command', { details: { count: found.length, options } });
}

async function readAll(
  scope: ToolScope,
  statuses: readonly CommandStatus[],
  place: { readonly conversation_id?: string; readonly account_id?: string },
): Promise<CommandView[]> {
  const found: CommandView[] = [];
  for (const status of statuses)
    found.push(...(await listCommands(scope, { page: 1, page_size: MOST_READ, status, ...place })).items);
  return found;
}

/** «发到售后一群的“资料已经更新”（发送失败）» */
export function commandLabel(command: Pick<CommandView, 'conversation_name' | 'text' | 'status'>): string {
  const text = command.text.length > LABEL_TEXT ? `${command.text.slice(0, LABEL_TEXT)}…` : command.text;
  return `发到${command.conversation_name ?? '朋友圈'}的“${text}”（${STATUS_WORDS[command.status]}）`;
}
