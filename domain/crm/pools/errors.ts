import { errorsOf, type ErrorCatalogue } from '../../../kernel/errors.ts';

/** What the public pool refuses. */
export const POOL_ERRORS = {
  'crm.pool_not_found': {
    kind: 'not_found',
    zh: '没有找到这个公海，或者您不能用它。请刷新公海列表。',
    en: 'No such pool, or it is not yours to use. Reload the list.',
  },
  'crm.pool_name_taken': {
    kind: 'conflict',
    zh: '已经有一个叫“{name}”的公海。请换一个名字。',
    en: 'There is already a pool named {name}. Choose another name.',
  },
  'crm.pool_not_empty': {
    kind: 'conflict',
    zh: '公海里还有 {count} 条记录，不能删除。可以先停用它。',
    en: 'The pool still holds {count} records and cannot be deleted. Disable it instead.',
  },
  'crm.pool_entry_gone': {
    kind: 'conflict',
    zh: '这条记录已经被别人领走了，或者不在公海里。请刷新后换一条。',
    en: 'Somebody else took this record, or it is not in the pool. Reload and take another one.',
  },
  'crm.pool_pick_refused': {
    kind: 'conflict',
    zh: '现在不能领取：{reason}。',
    en: 'You cannot take it now: {reason}',
  },
  'crm.pool_give_refused': {
    kind: 'conflict',
    zh: '不能从公海分给这位同事：{reason}。',
    en: 'It cannot be given to this colleague: {reason}',
  },
  'crm.pool_none_fits': {
    kind: 'conflict',
    zh: '没有适合这条记录的公海。请管理员先设置公海，或者直接转给同事。',
    en: 'No pool takes this record. Ask an administrator to set one up, or hand it to a colleague.',
  },
  'crm.pool_release_settled': {
    kind: 'conflict',
    zh: '{reason}，不能放回公海。',
    en: 'It cannot go back to the pool: {reason}',
  },
} as const satisfies ErrorCatalogue;

export const poolError = errorsOf(POOL_ERRORS);
