import type { BaseChatModel } from '@langchain/core/language_models/chat_models';
import { forkEm } from '../../db/orm.ts';
import { recordUsage } from '../../domain/metering/record-usage.ts';
import { createModelChain, type ModelChain } from '../../integrations/models/create-model-chain.ts';
import type { ModelTimeouts } from '../../integrations/models/start-deadlines.ts';
import type { ServiceParts } from '../parts.ts';

const BREAKER = { failures: 5, resetMs: 30_000 };

/** The configured endpoints in their order, metered, with `builtin` behind them. */
export function createChain(
  parts: Pick<ServiceParts, 'config' | 'clock' | 'logger' | 'metrics' | 'orm'>,
  builtin: BaseChatModel,
  timeouts: ModelTimeouts,
): ModelChain {
  const { config, clock, logger, metrics } = parts;
  return createModelChain({
    endpoints: config.secrets.models,
    perAgent: config.secrets.agentModels,
    builtin,
    timeouts,
    breaker: BREAKER,
    clock,
    logger,
    onUsage: async (usage) => {
      metrics.modelCalls.observe({ endpoint: usage.endpoint, outcome: usage.outcome }, usage.durationMs / 1000);
      metrics.modelTokens.inc({ endpoint: usage.endpoint, agent: usage.agent, direction: 'in' }, usage.promptTokens);
      metrics.modelTokens.inc(
        { endpoint: usage.endpoint, agent: usage.agent, direction: 'out' },
        usage.completionTokens,
      );
      // The built-in model uses nothing that could run out.
      if (usage.endpoint !== 'builtin') await recordUsage({ em: forkEm(parts.orm), clock }, usage);
    },
  });
}
