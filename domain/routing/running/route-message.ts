import { inTransaction } from '../../in-transaction.ts';
import { beginInstances } from './begin-instances.ts';
import type { FlowEngine } from './flow-engine.ts';
import { runConversation } from './run-conversation.ts';
import { wakeInstances } from './wake-instances.ts';

/** A message came in: what waits for the conversation hears of it, the message starts on its way, and all that can goes on. */
export async function routeMessage(
  engine: FlowEngine,
  message: { readonly message_id: string; readonly conversation_id: string },
  signal: AbortSignal,
): Promise<void> {
  await inTransaction(engine.scope(), async (tx) => {
    await wakeInstances(tx, `conversation:${message.conversation_id}`);
    await beginInstances(tx, engine.random, message);
  });
  await runConversation(engine, message.conversation_id, signal);
}
