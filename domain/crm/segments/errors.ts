import { errorsOf, type ErrorCatalogue } from '../../../kernel/errors.ts';

/** What segments and saved views refuse. */
export const SEGMENT_ERRORS = {
  'crm.segment_not_found': {
    kind: 'not_found',
    zh: '没有找到这个分群，或者它没有共享给您。请刷新分群列表。',
    en: 'No such segment, or it is not shared with you. Reload the list.',
  },
  'crm.segment_name_taken': {
    kind: 'conflict',
    zh: '您已经有一个叫“{name}”的分群。请换一个名字。',
    en: 'You already have a segment named {name}. Choose another name.',
  },
  'crm.segment_wrong_entity': {
    kind: 'invalid',
    zh: '分群“{name}”不是{entity}的分群，不能用在这里。',
    en: 'The segment {name} is not one of this kind of record.',
  },
  'crm.view_not_found': {
    kind: 'not_found',
    zh: '没有找到这个视图，或者它没有共享给您。请刷新视图列表。',
    en: 'No such view, or it is not shared with you. Reload the list.',
  },
  'crm.view_name_taken': {
    kind: 'conflict',
    zh: '您已经有一个叫“{name}”的视图。请换一个名字。',
    en: 'You already have a view named {name}. Choose another name.',
  },
} as const satisfies ErrorCatalogue;

export const segmentError = errorsOf(SEGMENT_ERRORS);
