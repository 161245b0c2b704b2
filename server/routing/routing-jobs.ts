import { routeMessage } from '../../domain/routing/running/route-message.job.ts';
import { routeMessage as routeMessageNow } from '../../domain/routing/running/route-message.ts';
import { runConversation } from '../../domain/routing/running/run-conversation.ts';
import { runFlows } from '../../domain/routing/running/run-flows.job.ts';
import { wakeFlows } from '../../domain/routing/running/wake-flows.job.ts';
import { wakeForTask } from '../../domain/routing/running/wake-for-task.job.ts';
import { wakeInstances } from '../../domain/routing/running/wake-instances.ts';
import { askPerson } from '../../domain/routing/unsent/ask-person.ts';
import { askPersonJob } from '../../domain/routing/unsent/ask-person.job.ts';
import { watchFlows } from '../../domain/routing/running/watch-flows.job.ts';
import { watchFlows as watchFlowsNow } from '../../domain/routing/running/watch-flows.ts';
import type { ServiceParts } from '../parts.ts';

/** Who carries out the jobs of flows. */
export function registerRoutingHandlers({ engine, routing }: Pick<ServiceParts, 'engine' | 'routing'>): void {
  engine.handle(routeMessage, async (message, { signal }) => await routeMessageNow(routing, message, signal));
  engine.handle(runFlows, async ({ conversation_id }, { signal }) => {
    await runConversation(routing, conversation_id, signal);
  });
  engine.handle(wakeFlows, async ({ command_id }) => {
    await wakeInstances(routing.scope(), `command:${command_id}`);
  });
  engine.handle(wakeForTask, async ({ task_id }) => void (await wakeInstances(routing.scope(), `task:${task_id}`)));
  engine.handle(askPersonJob, async ({ command_id }) => await askPerson(routing.scope(), command_id));
  engine.handle(watchFlows, async () => void (await watchFlowsNow(routing)));
}
