import { errorsOf, type ErrorCatalogue } from '../../kernel/errors.ts';

/** What can go wrong with outbound calls. */
export const CALLS_ERRORS = {
  'calls.dialer_down': {
    kind: 'transient',
    zh: '外呼服务暂时没有响应（{reason}），稍后会自动再试。',
    en: 'The dialer does not answer: {reason}',
  },
  'calls.dialer_busy': {
    kind: 'transient',
    zh: '外呼服务调用太频繁，稍后会自动再试。',
    en: 'The dialer asks for a pause: {reason}',
  },
  'calls.dialer_refused': {
    kind: 'conflict',
    zh: '外呼服务拒绝了这次请求（{reason}），请检查外呼设置后再试。',
    en: 'The dialer refused: {reason}',
  },
} as const satisfies ErrorCatalogue;

export const callsError = errorsOf(CALLS_ERRORS);
