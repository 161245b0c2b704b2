import { listTasks } from '../../domain/crm/delivery/tasks/list-tasks.ts';
import type { TaskView } from '../../kernel/contracts/delivery.ts';
import { given } from '../arguments.ts';
import { toolError } from '../errors.ts';
import type { ToolScope } from '../tool.ts';
import { resolveCustomer } from './customer.ts';

const MOST_READ = 200;
const MOST_OPTIONS = 8;

/** A task of a delivery, by words that hold its name, and whose delivery it is. */
export interface SaidTask {
  readonly task?: string | null | undefined;
  readonly customer?: string | null | undefined;
}

/**
 * The delivery task that is meant, among those that wait: the one whose name the words hold, else the only one there is.
 * Without a customer one's own tasks are looked at.
 *
 * @throws AppError `tools.not_found`, `tools.which_task`
 */
export async function resolveDeliveryTask(scope: ToolScope, said: SaidTask): Promise<TaskView> {
  const company = given(said.customer);
  const customer = company ? await resolveCustomer(scope, company) : undefined;
  const { items } = await listTasks(scope, {
    page: 1,
    page_size: MOST_READ,
    waiting: true,
    ...(customer ? { customer_id: customer.id } : { owner_id: scope.actor.userId }),
  });
  const words = plain(given(said.task) ?? '');
  const named = items.filter(({ id, name }) => id === words || (words !== '' && holds(words, plain(name))));
  const found = named.length > 0 ? named : items;
  const [only] = found;
  const whose = customer ? customer.name : '您';
  if (!only)
    throw toolError('tools.not_found', {
      details: { label: '交付任务', name: whose, near: `${customer ? '这个客户' : '您'}没有待做的交付任务。` },
    });
  if (found.length === 1) return only;
  const options = found.slice(0, MOST_OPTIONS).map((task) => ({
    label: `${task.name}（${task.customer_name}，${task.due_on} 应完成）`,
    value: task.id,
  }));
  throw toolError('tools.which_task', { details: { name: whose, count: found.length, options } });
}

const plain = (text: string): string => text.toLowerCase().replaceAll(/[\s，,。:：“”"的]/gu, '');

/** «培训» names «用户培训», and a sentence that holds «用户培训» names it too. */
function holds(words: string, name: string): boolean {
  if (words.includes(name) || name.includes(words)) return true;
  for (let length = name.length - 1; length >= 2; length -= 1)
    if (words.includes(name.slice(0, length)) || words.includes(name.slice(-length))) return true;
  return false;
}
