import { errorsOf, type ErrorCatalogue } from '../../../kernel/errors.ts';

/** What the giving out of leads refuses. */
export const ASSIGNMENT_ERRORS = {
  'crm.assignment_rule_not_found': {
    kind: 'not_found',
    zh: '没有找到这条分配规则，可能已经被删除。请刷新规则列表。',
    en: 'No such assignment rule; it may have been deleted. Reload the list.',
  },
  'crm.assignment_rule_name_taken': {
    kind: 'conflict',
    zh: '已经有一条叫“{name}”的分配规则。请换一个名字。',
    en: 'There is already a rule named {name}. Choose another name.',
  },
  'crm.assignment_rule_without_people': {
    kind: 'invalid',
    zh: '这条规则没有人可以分：请选同事，或者选一个有在职成员的团队。',
    en: 'The rule has nobody to assign to: name people, or a team that has active members.',
  },
  'crm.assignment_rule_unknown_people': {
    kind: 'invalid',
    zh: '有 {count} 位成员不存在或者账号已停用。请重新选择。',
    en: '{count} members do not exist or are disabled. Choose again.',
  },
  'crm.absence_not_found': {
    kind: 'not_found',
    zh: '没有找到这条请假记录，可能已经取消了。',
    en: 'No such absence; it may have been cancelled.',
  },
  'crm.absence_ends_before_it_starts': {
    kind: 'invalid',
    zh: '结束时间要晚于开始时间。',
    en: 'The end must be after the start.',
  },
  'crm.hours_end_before_they_start': {
    kind: 'invalid',
    zh: '下班时间要晚于上班时间。',
    en: 'The closing time must be after the opening time.',
  },
} as const satisfies ErrorCatalogue;

export const assignmentError = errorsOf(ASSIGNMENT_ERRORS);
