import type { TaskFacts } from '../../after-sales/open-tasks.ts';
import { TASK_STATUS_WORDS } from '../../after-sales/words.ts';
import type { SaidLine } from '../../messaging/conversations/messages-between.ts';

const LAST_LINES = 5;
const LONGEST_LINE = 80;

/** What a colleague who takes over should know: what customers said last, what robots answered, what is open. Empty: nothing. */
export function handoverText(before: readonly SaidLine[], open: readonly TaskFacts[]): string {
  const lines = before
    .slice(-LAST_LINES)
    .map((line) => `${line.person_id === null ? '机器人' : line.name}：${shorten(line.text)}`);
  const tasks = open.map((task) => `${task.person_name ?? '号主'}的“${task.title}”${TASK_STATUS_WORDS[task.status]}`);
  return [
    ...(lines.length > 0 ? [`最近的话：\n${lines.join('\n')}`] : []),
    ...(tasks.length > 0 ? [`没办完的事：${tasks.slice(0, 5).join('；')}`] : []),
  ].join('\n');
}

function shorten(text: string): string {
  const line = text.replaceAll(/\s+/gu, ' ').trim();
  return line.length > LONGEST_LINE ? `${line.slice(0, LONGEST_LINE)}…` : line;
}
