import type { ApprovalDecision } from '../../kernel/contracts/chat.ts';
import { newId } from '../../kernel/ids.ts';
import { answerOf, endOf, framesOf, openChatSocket, runInput, type Answer, type ChatSocket } from './chat.ts';
import type { TestClient, TestService } from './service.ts';

/** One conversation over the socket, turn by turn. */
export interface Talk {
  ask(text: string): Promise<Answer>;
  decide(decisions: Record<string, ApprovalDecision>): Promise<Answer>;
}

/** Conversations of a test file; their sockets are closed with `hangUp`. */
export interface Talks {
  talk(client: TestClient): Promise<Talk>;
  hangUp(): void;
}

/** @param world the service, asked for when somebody talks: it may start after this */
export function chatTalks(world: () => TestService): Talks {
  const sockets: ChatSocket[] = [];
  return {
    talk: async (client) => {
      const socket = await openChatSocket(world(), client);
      sockets.push(socket);
      const threadId = newId();
      const run = async (question: Parameters<typeof runInput>[0]): Promise<Answer> => {
        const runId = newId();
        socket.send({ type: 'run', input: runInput({ ...question, threadId, runId }) });
        await socket.until(endOf(runId));
        const frames = framesOf(socket, threadId).filter((frame) => frame.runId === runId);
        return answerOf(
          200,
          frames.map((frame) => frame.event),
        );
      };
      return { ask: async (text) => await run({ text }), decide: async (decisions) => await run({ decisions }) };
    },
    hangUp: () => {
      for (const socket of sockets) socket.raw.terminate();
    },
  };
}

/** Yes to every card of an answer, as it was shown. */
export const agree = (answer: Answer): Record<string, ApprovalDecision> =>
  Object.fromEntries(answer.cards.map((card) => [card.id, { decision: 'approve' as const, hash: card.hash }]));

/** The agent that took the question. */
export const agentOf = (answer: Answer): unknown =>
  answer.events.find((event) => event.type === 'STEP_STARTED')?.['stepName'];
