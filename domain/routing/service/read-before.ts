import type { ClassifyInput } from '../../assistant.port.ts';
import { readContext } from '../../messaging/sessions/read-context.ts';
import type { FlowState } from '../flow-state.ts';
import type { ReadScope } from '../nodes/node.ts';

/** What was said before the message, for who judges it. */
export async function readBefore(scope: ReadScope, state: FlowState): Promise<ClassifyInput['before']> {
  const { conversation_id, id, sent_at } = state.message;
  const lines = await readContext(scope, { conversation_id, until: new Date(sent_at) });
  return lines
    .filter((line) => line.message_id !== id)
    .map((line) => ({ who: line.person_id === null ? 'robot' : 'person', text: line.text }));
}
