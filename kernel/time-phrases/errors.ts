import { errorsOf } from '../errors.ts';
import type { ErrorCatalogue } from '../errors.ts';

export const TIME_ERRORS = {
  'time.not_understood': {
    kind: 'invalid',
    zh: '没有看懂「{phrase}」指的是什么时间，请换个说法，例如「上个月」「近 7 天」或「下周三下午三点」。',
    en: 'The time phrase "{phrase}" was not understood.',
  },
  'time.needs_base_period': {
    kind: 'invalid',
    zh: '「{phrase}」要和一个时间段一起说，例如「上个月，同比」。',
    en: 'The phrase "{phrase}" compares, but names no period to compare.',
  },
} as const satisfies ErrorCatalogue;

export const timeError = errorsOf(TIME_ERRORS);
