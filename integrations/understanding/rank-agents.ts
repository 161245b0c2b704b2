import { readRequest } from './read-request.ts';
import { readSentence } from './reading.ts';
import type { Knowledge, TurnInput } from './understanding.ts';

/** An agent with the tool of its own that fits a sentence best. */
export interface AgentRank {
  readonly agent: string;
  readonly tool: string;
  /** Comparable between agents of one sentence only. */
  readonly score: number;
}

/**
 * The agents that own the tools nearest to a sentence, best first. A piece of a request («那华南呢？») belongs to the agents
 * of the last request.
 */
export function rankAgents(input: TurnInput, knowledge: Knowledge): AgentRank[] {
  const candidates = readRequest(readSentence(input.text, knowledge, input.now), input, knowledge);
  const ranks = new Map<string, AgentRank>();
  for (const { tool, score } of candidates) {
    for (const agent of tool.agents ?? []) {
      const before = ranks.get(agent);
      if (!before || before.score < score) ranks.set(agent, { agent, tool: tool.name, score });
    }
  }
  return [...ranks.values()].toSorted((a, b) => b.score - a.score);
}
