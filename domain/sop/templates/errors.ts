import { errorsOf, type ErrorCatalogue } from '../../../kernel/errors.ts';

/** What the keeping of templates refuses. */
export const SOP_TEMPLATE_ERRORS = {
  'sop.template_missing': {
    kind: 'not_found',
    zh: '没有找到这个 SOP 模板，可能已被删除。',
    en: 'There is no such template.',
  },
  'sop.template_name_taken': {
    kind: 'conflict',
    zh: '已经有一个叫“{name}”的 SOP 模板，请换个名称。',
    en: 'The name {name} is taken by another template.',
  },
  'sop.template_unreadable': {
    kind: 'invalid',
    zh: '模板里有读不懂的地方：{problems}',
    en: 'The template cannot be read: {problems_en}',
  },
  'sop.template_invalid': {
    kind: 'invalid',
    zh: '模板还不能启用：{problems}',
    en: 'The template cannot be activated yet: {problems_en}',
  },
  'sop.content_not_playable': {
    kind: 'invalid',
    zh: '这份内容还不能试运行：{problems}',
    en: 'The content cannot be played through yet: {problems_en}',
  },
  'sop.template_stale': {
    kind: 'conflict',
    zh: '这个模板刚被别人改过（现在是第 {current_revision} 次修改），请刷新后再改。',
    en: 'The template was changed by somebody else (revision {current_revision} now). Reload it first.',
  },
  'sop.template_in_use': {
    kind: 'conflict',
    zh: '“{name}”已经用过或启用过，不能删除；可以归档。',
    en: '{name} has been in use and cannot be deleted. Archive it instead.',
  },
  'sop.template_not_so': {
    kind: 'conflict',
    zh: '“{name}”现在是“{status}”，不能{deed}。',
    en: '{name} is {status_en}; this cannot be done now.',
  },
  'sop.version_missing': {
    kind: 'not_found',
    zh: '这个模板没有第 {number} 版。',
    en: 'The template has no version {number}.',
  },
  'sop.library_item_missing': {
    kind: 'not_found',
    zh: '模板库里没有“{name}”。',
    en: 'The library has no template {name}.',
  },
} as const satisfies ErrorCatalogue;

export const sopTemplateError = errorsOf(SOP_TEMPLATE_ERRORS);
