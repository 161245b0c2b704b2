import { errorsOf, type ErrorCatalogue } from '../errors.ts';

export const CONDITION_ERRORS = {
  'conditions.invalid': {
    kind: 'invalid',
    zh: '条件有误：{problems}',
    en: 'The condition is not valid: {problems}',
  },
} as const satisfies ErrorCatalogue;

export const conditionError = errorsOf(CONDITION_ERRORS);
