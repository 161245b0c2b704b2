import { editRequest } from './dialogue/edit-request.ts';
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

/** A conversation that goes on stays with its agent unless another one fits far better. */
const CARRIED_ON = 2;

/**
 * The agents that own the tools nearest to a sentence, best first. A piece of a request («那华南呢？») and an
 * answer to an open question belong to the agents of that request.
 */
export function rankAgents(input: TurnInput, knowledge: Knowledge): AgentRank[] {
  const sentence = readSentence(input.text, knowledge, input.now);
  const candidates = readRequest(sentence, input, knowledge);
  const { lastCall, openQuestion } = input.history;
  const carriedOn =
    openQuestion?.pending.tool ??
    (lastCall && editRequest(sentence, candidates, input, knowledge) ? lastCall.tool : undefined);
  const ranks = new Map<string, AgentRank>();
  const best = candidates[0]?.score ?? 0;
  const owner = input.tools.find((tool) => tool.name === carriedOn);
  for (const agent of owner?.agents ?? [])
    ranks.set(agent, { agent, tool: owner?.name ?? '', score: best + CARRIED_ON });
  for (const { tool, score } of candidates) {
    for (const agent of tool.agents ?? []) {
      const before = ranks.get(agent);
      if (!before || before.score < score) ranks.set(agent, { agent, tool: tool.name, score });
    }
  }
  return [...ranks.values()].toSorted((a, b) => b.score - a.score);
}
