import type { WriteScope } from '../messaging-scope.ts';
import { sendCommands } from './send-commands.job.ts';

const SECOND_MS = 1000;

/**
 * Sees to it that an account's queue is looked at by then. One job per account and second is enough: whoever looks takes
 * everything that is due.
 */
export async function wakeSender(
  scope: Pick<WriteScope, 'em' | 'jobs' | 'clock'>,
  accountId: string,
  at: Date,
): Promise<void> {
  const due = at > scope.clock.now();
  const slot = due ? Math.ceil(at.getTime() / SECOND_MS) : 'now';
  await scope.jobs.enqueue(
    scope.em,
    sendCommands,
    { account_id: accountId },
    {
      singletonKey: `${accountId}:${slot}`,
      ...(due ? { runAt: new Date(Math.ceil(at.getTime() / SECOND_MS) * SECOND_MS) } : {}),
    },
  );
}
