import type { AssistantPort } from '../../domain/assistant.port.ts';

/** Understands every message as a calm question and has an answer to it that names it, so that answers can be told apart. */
export const ANSWERING: AssistantPort = {
  classifyMessage: () =>
    Promise.resolve({
      intent: 'question',
      confidence: 0.9,
      mood: 0.6,
      complaint: false,
      important: false,
      signs: [],
      by: 'test',
    }),
  draftReply: ({ text }) =>
    Promise.resolve({ kind: 'answer', text: `您问的“${text}”，这边马上帮您查。`, by: 'test', passageIds: [] }),
};
