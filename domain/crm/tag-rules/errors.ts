import { errorsOf, type ErrorCatalogue } from '../../../kernel/errors.ts';

/** What rules for tags refuse. */
export const TAG_RULE_ERRORS = {
  'crm.tag_rule_not_found': {
    kind: 'not_found',
    zh: '没有找到这条标签规则。请刷新后再试。',
    en: 'No such tag rule. Reload and try again.',
  },
  'crm.tag_rule_about_tags': {
    kind: 'invalid',
    zh: '标签规则的条件里不能再用标签，否则规则之间会互相触发、没有尽头。请换成其他字段。',
    en: 'The condition of a tag rule cannot name tags, or rules would trigger each other without end.',
  },
  'crm.tag_rule_too_many': {
    kind: 'conflict',
    zh: '最多可以有 {most} 条标签规则。请先删除不用的规则。',
    en: 'There can be at most {most} tag rules. Remove some first.',
  },
} as const satisfies ErrorCatalogue;

export const tagRuleError = errorsOf(TAG_RULE_ERRORS);
