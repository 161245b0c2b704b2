import { errorsOf, type ErrorCatalogue } from '../../../kernel/errors.ts';

/** What relations between customers and people refuse. */
export const RELATION_ERRORS = {
  'crm.relation_not_found': {
    kind: 'not_found',
    zh: '没有找到这条客户关系，或者您没有查看它的权限。请刷新后再试。',
    en: 'No such relation, or it is not yours to see. Reload and try again.',
  },
  'crm.relation_to_itself': {
    kind: 'invalid',
    zh: '不能和自己建立关系。请选择另一个。',
    en: 'A record cannot be related to itself. Choose another one.',
  },
  'crm.relation_exists': {
    kind: 'conflict',
    zh: '这两个客户之间已经有“{word}”的关系了，不需要重复添加。',
    en: 'These two customers have this relation already.',
  },
  'crm.relation_has_parent': {
    kind: 'conflict',
    zh: '“{name}”已经有上级公司了。请先删除原来的关系。',
    en: 'The customer {name} has a parent already. Remove that relation first.',
  },
  'crm.relation_circular': {
    kind: 'invalid',
    zh: '这样会形成循环：{path}。请检查上下级关系。',
    en: 'This would go in a circle: {path}. Check who is above whom.',
  },
  'crm.merge_circular': {
    kind: 'conflict',
    zh: '合并后上下级关系会成为循环：两个中的一个在另一个的上级链条里。请先调整关系再合并。',
    en: 'After the merge the lines of who is above whom would go in a circle. Change the relations first.',
  },
} as const satisfies ErrorCatalogue;

export const relationError = errorsOf(RELATION_ERRORS);
