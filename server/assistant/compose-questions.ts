import type { AssistantPort } from '../../domain/assistant.port.ts';
import { forkEm } from '../../db/orm.ts';
import { withinBudget } from '../../domain/metering/within-budget.ts';
import type { Scope } from '../../domain/scope.ts';
import { askModels, askNobody } from '../../graphs/questions/ask-model.ts';
import { createAssistantPort } from '../../graphs/questions/create-assistant-port.ts';
import type { LookUp } from '../../graphs/questions/draft-reply/state.ts';
import { NoModel } from '../../integrations/models/no-model.ts';
import { systemActor } from '../../kernel/actor.ts';
import { askKnowledge } from '../../knowledge/answer/ask-knowledge.ts';
import type { KnowledgeEngine } from '../../knowledge/engine.ts';
import type { ServiceParts } from '../parts.ts';
import { createChain } from './create-chain.ts';

/** A customer waits: the whole question, and each endpoint within it, in milliseconds. */
const TIMEOUT_MS = 8000;
const PER_ENDPOINT_MS = 6000;
/** What was said before, as far as it completes a question. */
const MOST_TURNS = 6;

type Parts = Omit<ServiceParts, 'assistant' | 'routing' | 'sop'>;

/**
 * The questions the engines ask of whoever understands language, answered by graphs over the configured models and the
 * documents customers may be told. These models have breakers and deadlines of their own: a chat may wait, a group may not.
 * @param engine asked when a reply is drafted: it is composed after this
 */
export function composeQuestions(parts: Parts, engine: () => KnowledgeEngine): AssistantPort {
  const scope = (): Scope => ({
    em: forkEm(parts.orm),
    clock: parts.clock,
    actor: systemActor(['knowledge.read']),
    events: parts.bus,
    jobs: parts.engine,
  });
  const ask =
    parts.config.secrets.models.length === 0
      ? askNobody
      : askModels({
          models: createChain(parts, new NoModel({}), {
            firstTokenMs: PER_ENDPOINT_MS,
            idleMs: PER_ENDPOINT_MS,
            totalMs: PER_ENDPOINT_MS,
          }),
          logger: parts.logger,
          timeoutMs: TIMEOUT_MS,
          admit: (agent) => withinBudget(scope(), agent),
        });
  const lookUp: LookUp = ({ text, before }, signal) =>
    askKnowledge(
      scope(),
      // The draft words what was found for customers itself.
      { ...engine(), writer: null },
      {
        question: text,
        history: before.slice(-MOST_TURNS).map(({ who, text: said }) => ({
          role: who === 'person' ? ('user' as const) : ('assistant' as const),
          text: said.slice(0, 500),
        })),
        access: ['customer'],
        strict: true,
        record: false,
        signal,
      },
    );
  return createAssistantPort({ ask, lookUp });
}
