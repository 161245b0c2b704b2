import type { CallAnalyst } from '../../domain/calls/call-analyst.port.ts';
import { analyseCallBuiltin } from '../../integrations/understanding/call/analyse-call-builtin.ts';
import { compileAnalyseCall } from './analyse-call/graph.ts';
import type { AnalyseCallContext } from './analyse-call/state.ts';
import type { AskForm } from './forms/ask-form.ts';

/** The question of the calls, answered by a graph. No model's fault makes it fail. */
export function createCallAnalyst(ask: AskForm): CallAnalyst {
  const graph = compileAnalyseCall();
  return {
    analyseCall: async (input, signal) => {
      const { analysis } = await graph.invoke({ input }, { context: { ask, signal } satisfies AnalyseCallContext });
      return analysis ?? analyseCallBuiltin(input);
    },
  };
}
