import type { AssistantPort } from '../../domain/assistant.port.ts';
import { BUILT_IN, classifyBuiltin } from '../../integrations/understanding/message/classify-builtin.ts';
import type { AskModel } from './ask-model.ts';
import { compileClassifyMessage } from './classify-message/graph.ts';
import type { ClassifyContext } from './classify-message/state.ts';
import { compileDraftReply } from './draft-reply/graph.ts';
import type { DraftContext, LookUp } from './draft-reply/state.ts';

export interface AssistantPortParts {
  readonly ask: AskModel;
  readonly lookUp: LookUp;
}

/** The questions of the engines answered by graphs. Neither a model nor an absent knowledge base makes them fail. */
export function createAssistantPort({ ask, lookUp }: AssistantPortParts): AssistantPort {
  const classify = compileClassifyMessage();
  const draft = compileDraftReply();
  return {
    classifyMessage: async (input, signal) => {
      const { judged } = await classify.invoke({ input }, { context: { ask, signal } satisfies ClassifyContext });
      return judged ?? classifyBuiltin(input);
    },
    draftReply: async (input, signal) => {
      const { draft: made } = await draft.invoke(
        { input },
        { context: { ask, lookUp, signal } satisfies DraftContext },
      );
      return made ?? { kind: 'hand_over', reason: '没有写出回复', by: BUILT_IN };
    },
  };
}
