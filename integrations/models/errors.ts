import { errorsOf, type ErrorCatalogue } from '../../kernel/errors.ts';

export const MODEL_ERRORS = {
  'models.cancelled': {
    kind: 'conflict',
    zh: '已停止生成。',
    en: 'The turn was cancelled.',
  },
  'models.endpoint_failed': {
    kind: 'transient',
    zh: '语言模型「{endpoint}」没有给出可用的回答（{reason}）。',
    en: 'The model endpoint {endpoint} gave no usable answer ({reason}).',
  },
  'models.all_failed': {
    kind: 'transient',
    zh: '暂时没有可用的语言模型，请稍后再试。',
    en: 'No model could answer: {tried}',
  },
  'models.bad_settings': {
    kind: 'invalid',
    zh: '语言模型的配置有误：{problems}',
    en: 'The model settings are not valid: {problems}',
  },
} as const satisfies ErrorCatalogue;

export const modelError = errorsOf(MODEL_ERRORS);
