import { isPassingFault } from '../../kernel/passing-fault.ts';
import type { CallbackKeeper } from './callback-keeper.ts';
import type { CallbackSpool, SpooledCallback } from './callback-spool.ts';

/**
 * Takes a callback in, so that the vendor can be answered within its time: in the database, else in the spool when the
 * database is away or does not answer before the deadline. One of the two has it when this returns; both is harmless. It is
 * read afterwards.
 *
 * @throws AppError `server.spool_full`, `messaging.account_not_found`
 */
export async function takeCallback(
  parts: { readonly keeper: CallbackKeeper; readonly spool: CallbackSpool },
  callback: SpooledCallback,
  deadlineMs: number,
): Promise<void> {
  if (parts.spool.level().callbacks === 0) {
    try {
      if ((await parts.keeper.keep(callback, deadlineMs)) === 'kept') return;
    } catch (error) {
      if (!isPassingFault(error)) throw error;
    }
  }
  await parts.spool.keep(callback);
}
