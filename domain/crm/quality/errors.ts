import { errorsOf, type ErrorCatalogue } from '../../../kernel/errors.ts';

/** What duplicates, merges, bulk edits and the rules of data quality refuse. */
export const QUALITY_ERRORS = {
  'crm.quality_interrupted': {
    kind: 'transient',
    zh: '数据检查暂时中断，稍后会从停下的地方继续。',
    en: 'The check of the records was interrupted and goes on shortly.',
  },
  'crm.quality_unknown_field': {
    kind: 'invalid',
    zh: '没有“{field}”这一项。可以设置的有：{allowed}。',
    en: 'There is no field {field}. Known ones: {allowed}.',
  },
  'crm.candidate_not_found': {
    kind: 'not_found',
    zh: '没有找到这组疑似重复，可能已经处理过了。请刷新列表。',
    en: 'No such pair; it may be settled already. Reload the list.',
  },
  'crm.candidate_settled': {
    kind: 'conflict',
    zh: '这组疑似重复已经合并，不能再改。需要的话请撤销合并。',
    en: 'The pair was merged already. Undo the merge if need be.',
  },
  'crm.merge_same_record': {
    kind: 'invalid',
    zh: '不能把一条记录合并到它自己。请选择两条不同的记录。',
    en: 'A record cannot be merged into itself. Choose two records.',
  },
  'crm.merge_record_gone': {
    kind: 'conflict',
    zh: '“{name}”已经合并到“{into}”了。请刷新后从“{into}”继续。',
    en: '{name} was merged into {into} already. Reload and go on from there.',
  },
  'crm.merge_two_owners': {
    kind: 'forbidden',
    zh: '这两条记录的负责人不同，合并需要分配权限。请联系主管来合并。',
    en: 'The records have different owners; merging them needs the permission to assign. Ask a manager.',
  },
  'crm.merge_two_customers': {
    kind: 'conflict',
    zh: '{label}“{left}”和“{right}”属于两个不同的客户。请先合并客户，再合并{label}。',
    en: 'The two records belong to different customers. Merge the customers first.',
  },
  'crm.merge_bad_choice': {
    kind: 'invalid',
    zh: '“{field}”不能这样选择。',
    en: 'The field {field} cannot be chosen this way.',
  },
  'crm.merge_reference_unknown': {
    kind: 'bug',
    zh: '{reference} 里还有这条记录的数据，系统不知道该怎样转移，所以没有合并。请联系管理员。',
    en: 'Rows of {reference} point to the record and nothing says how to move them; nothing was merged.',
  },
  'crm.merge_not_found': {
    kind: 'not_found',
    zh: '没有找到这次合并，或者您没有查看它的权限。',
    en: 'No such merge, or it is not yours to see.',
  },
  'crm.merge_already_undone': {
    kind: 'conflict',
    zh: '这次合并已经撤销过了。',
    en: 'This merge was undone already.',
  },
  'crm.merge_undo_blocked': {
    kind: 'conflict',
    zh: '合并之后有些内容又变了，不能完全恢复：{obstacles}。确认后可以只恢复其余部分。',
    en: 'Some things changed since the merge and cannot be restored: {obstacles}. Confirm to restore the rest.',
  },
  'crm.merge_undo_impossible': {
    kind: 'conflict',
    zh: '不能撤销：{reason}。',
    en: 'The merge cannot be undone: {reason}.',
  },
  'crm.bulk_edit_not_found': {
    kind: 'not_found',
    zh: '没有找到这次批量修改，或者不是您发起的。',
    en: 'No such bulk edit, or somebody else started it.',
  },
  'crm.bulk_edit_wrong_state': {
    kind: 'conflict',
    zh: '这次批量修改现在是“{status}”状态，不能这样操作。请刷新后再看。',
    en: 'The bulk edit is {status}; this cannot be done now.',
  },
  'crm.bulk_edit_empty': {
    kind: 'invalid',
    zh: '没有选中任何您能看到的记录。请重新选择。',
    en: 'No record that you may see was chosen.',
  },
  'crm.bulk_edit_too_many': {
    kind: 'invalid',
    zh: '选中了 {count} 条，一次最多修改 {most} 条。请缩小范围分几次进行。',
    en: '{count} records were chosen; at most {most} can be changed at once.',
  },
  'crm.bulk_edit_bad_field': {
    kind: 'invalid',
    zh: '“{field}”不能批量修改成这个值。{hint}',
    en: 'The field {field} cannot be set to this value in bulk.',
  },
  'crm.bulk_edit_bad_filter': {
    kind: 'invalid',
    zh: '筛选条件有误：{problems}。',
    en: 'The filter is not valid: {problems}.',
  },
  'crm.bulk_edit_interrupted': {
    kind: 'transient',
    zh: '批量修改暂时中断，稍后会从停下的地方继续。',
    en: 'The bulk edit was interrupted and goes on shortly from where it stopped.',
  },
} as const satisfies ErrorCatalogue;

export const qualityError = errorsOf(QUALITY_ERRORS);
