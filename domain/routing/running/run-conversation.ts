import { toAppError } from '../../../kernel/errors.ts';
import { claimInstance, releaseInstance } from './claim-instance.ts';
import { failStep } from './fail-step.ts';
import type { FlowEngine } from './flow-engine.ts';
import { runInstance } from './run-instance.ts';
import { keepTimer, wakeDue } from './wake-instances.ts';

/**
 * Carries on everything in a conversation that can go on, one instance after the other, until each is over, waits, or is
 * carried by another process. Whoever ends an instance looks again, so nothing is left for which nobody was woken.
 */
export async function runConversation(engine: FlowEngine, conversationId: string, signal: AbortSignal): Promise<void> {
  // What falls due meanwhile is seen by `keepTimer`.
  await wakeDue(engine.scope(), conversationId);
  while (!signal.aborted) {
    const held = await claimInstance(engine.scope(), conversationId);
    if (!held) {
      await keepTimer(engine.scope(), conversationId);
      return;
    }
    try {
      await runInstance(engine, held, signal);
    } catch (thrown) {
      if (!signal.aborted && toAppError(thrown).kind !== 'transient') {
        // It would fail the same way again and keep what the person says next waiting.
        await failStep(engine, held, undefined, thrown);
        continue;
      }
      // The process is told to stop, or the database is away: somebody goes on from the last step that was written.
      await releaseInstance(engine.scope(), held).catch(() => undefined);
      throw thrown;
    }
  }
}
