import { errorsOf, type ErrorCatalogue } from '../../kernel/errors.ts';

export const CHANNEL_ERRORS = {
  'channels.no_answer': {
    kind: 'transient',
    zh: '消息平台「{channel}」没有回应（{reason}），请稍后再试。',
    en: 'The channel {channel} gave no answer ({reason}).',
  },
  'channels.refused': {
    kind: 'conflict',
    zh: '消息平台「{channel}」拒绝了这个操作（{reason}）。',
    en: 'The channel {channel} refused the call ({reason}).',
  },
} as const satisfies ErrorCatalogue;

export const channelError = errorsOf(CHANNEL_ERRORS);
