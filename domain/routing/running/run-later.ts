import type { Scope } from '../../scope.ts';
import type { InstanceRow } from './instance-row.ts';
import { runFlows } from './run-flows.job.ts';

const SECOND_MS = 1000;

type Where = Pick<InstanceRow, 'conversation_id' | 'priority'>;

/** Sees to it that a conversation is looked at; one job that has not begun is enough, whoever looks takes all there is. */
export async function runSoon(scope: Pick<Scope, 'em' | 'jobs'>, { conversation_id, priority }: Where): Promise<void> {
  await scope.jobs.enqueue(
    scope.em,
    runFlows,
    { conversation_id },
    { singletonKey: `${conversation_id}:now`, priority },
  );
}

/** As `runSoon`, by a moment: rounded up to the second, so that many timers of one conversation are one job. */
export async function wakeLater(scope: Pick<Scope, 'em' | 'jobs' | 'clock'>, where: Where, at: Date): Promise<void> {
  if (at <= scope.clock.now()) {
    await runSoon(scope, where);
    return;
  }
  const slot = Math.ceil(at.getTime() / SECOND_MS);
  await scope.jobs.enqueue(
    scope.em,
    runFlows,
    { conversation_id: where.conversation_id },
    {
      singletonKey: `${where.conversation_id}:${slot}`,
      runAt: new Date(slot * SECOND_MS),
      priority: where.priority,
    },
  );
}
