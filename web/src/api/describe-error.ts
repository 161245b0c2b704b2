import type { TFunction } from 'i18next';
import { ApiError } from './api-error.ts';

/** What to tell the person about something that was thrown: the server's own sentence where there is one. */
export function describeError(error: unknown, t: TFunction): { message: string; requestId: string | undefined } {
  if (error instanceof ApiError) {
    const message =
      error.message === '' ? (error.status === 0 ? t('error.offline') : t('error.unknown')) : error.message;
    return { message, requestId: error.requestId };
  }
  return { message: t('error.unknown'), requestId: undefined };
}
