import type { AssistantPort } from '../../domain/assistant.port.ts';

/** Where no understanding is plugged in: nothing is judged, and every answer is left to a person. */
export const quietAssistant: AssistantPort = {
  classifyMessage: () =>
    Promise.resolve({
      intent: 'other',
      confidence: 0,
      mood: 0.5,
      complaint: false,
      important: false,
      signs: [],
      by: 'none',
    }),
  draftReply: () => Promise.resolve({ kind: 'hand_over', reason: '没有配置回复能力', by: 'none' }),
};
