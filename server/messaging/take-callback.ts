import { forkEm } from '../../db/orm.ts';
import { channelOf } from '../../domain/messaging/messaging-scope.ts';
import { receiveCallback } from '../../domain/messaging/receive/receive-callback.ts';
import { systemActor } from '../../kernel/actor.ts';
import { isPassingFault } from '../../kernel/passing-fault.ts';
import type { ServiceParts } from '../parts.ts';
import type { CallbackSpool, SpooledCallback } from './callback-spool.ts';

type TakingParts = Pick<ServiceParts, 'orm' | 'clock' | 'bus' | 'engine' | 'channels'>;

/** Takes one callback into the database. */
export async function takeIn(parts: TakingParts, callback: SpooledCallback): Promise<void> {
  const scope = {
    em: forkEm(parts.orm),
    clock: parts.clock,
    actor: systemActor([]),
    events: parts.bus,
    jobs: parts.engine,
  };
  await receiveCallback(scope, channelOf(parts, callback.channel), callback);
}

/**
 * Takes a callback in, so that the vendor can be answered within its time: in the database, else in the spool when the
 * database is away or does not answer before the deadline. One of the two has it when this returns; both is harmless.
 *
 * @throws AppError `server.spool_full`, `messaging.account_not_found`
 */
export async function takeCallback(
  parts: TakingParts & { readonly spool: CallbackSpool; readonly logger: ServiceParts['logger'] },
  callback: SpooledCallback,
  deadlineMs: number,
): Promise<void> {
  if (parts.spool.level().callbacks > 0) {
    await parts.spool.keep(callback);
    return;
  }
  const taking = takeIn(parts, callback).then(
    () => 'taken' as const,
    (error: unknown) => ({ error }),
  );
  const late = Promise.withResolvers<'late'>();
  const timer = setTimeout(() => late.resolve('late'), deadlineMs);
  const outcome = await Promise.race([taking, late.promise]);
  clearTimeout(timer);
  if (outcome === 'taken') return;
  if (outcome !== 'late' && !isPassingFault(outcome.error)) throw outcome.error;
  await parts.spool.keep(callback);
}
