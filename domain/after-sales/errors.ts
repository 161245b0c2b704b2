import { errorsOf, type ErrorCatalogue } from '../../kernel/errors.ts';

/** What the after-sales room refuses. */
export const AFTER_SALES_ERRORS = {
  'after_sales.task_not_found': {
    kind: 'not_found',
    zh: '没有找到这个跟踪任务，或者您不能查看它。请刷新列表。',
    en: 'No such task, or it is not yours to see. Reload the list.',
  },
  'after_sales.task_open_already': {
    kind: 'conflict',
    zh: '这个人在这个群里已经有一个没办完的“{title}”。请先处理完那一个。',
    en: 'There is an open task of this kind for this person here already ({title}). Settle that one first.',
  },
  'after_sales.move_not_allowed': {
    kind: 'conflict',
    zh: '这个任务是“{from}”，不能改成“{to}”。',
    en: 'The task is {from} and cannot become {to}.',
  },
  'after_sales.stale_version': {
    kind: 'conflict',
    zh: '这个任务刚被改过（现在是第 {current_version} 版）。请刷新后核对再提交。',
    en: 'Somebody else changed this task (version {current_version} now). Reload, check and submit again.',
  },
  'after_sales.person_not_in_conversation': {
    kind: 'invalid',
    zh: '这个人不在这个群里。请重新选择。',
    en: 'This person is not in the conversation. Choose again.',
  },
  'after_sales.deadline_passed': {
    kind: 'invalid',
    zh: '期限已经过了，请填一个以后的时间。',
    en: 'The deadline has passed. Name a later moment.',
  },
} as const satisfies ErrorCatalogue;

export const afterSalesError = errorsOf(AFTER_SALES_ERRORS);
