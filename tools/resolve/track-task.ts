import { listTasks } from '../../domain/after-sales/task-view.ts';
import type { TrackTaskView } from '../../kernel/contracts/track-tasks.ts';
import { toolError } from '../errors.ts';
import type { ToolScope } from '../tool.ts';

const MOST_READ = 200;
const MOST_OPTIONS = 8;

/**
 * The open track task that is meant: by its id, or by words that hold the name of its person, group or title.
 * @throws AppError `tools.not_found`, `tools.which_track_task`
 */
export async function resolveTrackTask(scope: ToolScope, said: string): Promise<TrackTaskView> {
  const { items } = await listTasks(scope, { page: 1, page_size: MOST_READ, open: true });
  const words = plain(said);
  const found = items.filter((task) => task.id === said.trim() || fits(task, words));
  const best = found.filter((task) => words.includes(plain(task.title)));
  const meant = best.length > 0 ? best : found;
  const [only] = meant;
  if (!only)
    throw toolError('tools.not_found', { details: { label: '跟踪任务', name: said, near: '没有这样的未完成任务。' } });
  if (meant.length === 1) return only;
  const options = meant.slice(0, MOST_OPTIONS).map((task) => ({ label: taskLabel(task), value: task.id }));
  throw toolError('tools.which_track_task', { details: { count: meant.length, options } });
}

/** «老丁的扫码登录（丁记号主群）» */
export function taskLabel(task: Pick<TrackTaskView, 'person_name' | 'title' | 'conversation_name'>): string {
  return `${task.person_name ?? '群里号主'}的${task.title}（${task.conversation_name}）`;
}

const plain = (text: string): string => text.toLowerCase().replaceAll(/[\s，,。:：“”"的（）()]/gu, '');

function fits(task: TrackTaskView, words: string): boolean {
  const names = [task.person_name, task.conversation_name, task.title].flatMap((name) => (name ? [plain(name)] : []));
  return words !== '' && names.some((name) => name !== '' && (words.includes(name) || name.includes(words)));
}
