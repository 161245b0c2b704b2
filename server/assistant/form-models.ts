import { forkEm } from '../../db/orm.ts';
import { recordUsage } from '../../domain/metering/record-usage.ts';
import { withinBudget } from '../../domain/metering/within-budget.ts';
import { askFormOfBailian } from '../../graphs/questions/forms/ask-form-of-bailian.ts';
import { askFormOfModels, askFormOfNobody, type AskForm } from '../../graphs/questions/forms/ask-form.ts';
import { createBailianApp } from '../../integrations/models/bailian-app/ask-bailian-app.ts';
import { NoModel } from '../../integrations/models/no-model.ts';
import { systemActor } from '../../kernel/actor.ts';
import type { ServiceParts } from '../parts.ts';
import { createChain } from './create-chain.ts';

/** What judging needs of the process. */
export type JudgeParts = Pick<ServiceParts, 'config' | 'clock' | 'logger' | 'metrics' | 'orm'>;

/** How long a question may take over all endpoints, and each of them, in milliseconds. */
export interface FormTimeouts {
  readonly totalMs: number;
  readonly perEndpointMs: number;
}

/** A question to the configured models, with breakers and deadlines of its own; nobody where none is set. */
export function formModels(parts: JudgeParts, { totalMs, perEndpointMs }: FormTimeouts): AskForm {
  if (parts.config.secrets.models.length === 0) return askFormOfNobody;
  const timeouts = { firstTokenMs: perEndpointMs, idleMs: perEndpointMs, totalMs: perEndpointMs };
  return askFormOfModels({
    models: createChain(parts, new NoModel({}), timeouts),
    logger: parts.logger,
    timeoutMs: totalMs,
    admit: admission(parts),
  });
}

/** A question to the configured app of the Bailian console; nobody where none is set. */
export function formBailianApp(parts: JudgeParts): AskForm {
  const { config, clock, logger, metrics, orm } = parts;
  const app = config.secrets.bailianApp;
  if (!app) return askFormOfNobody;
  return askFormOfBailian({
    app: createBailianApp(app),
    logger,
    timeoutMs: app.timeoutMs,
    admit: admission(parts),
    onUsage: async (usage) => {
      metrics.modelCalls.observe({ endpoint: usage.endpoint, outcome: usage.outcome }, usage.durationMs / 1000);
      const labels = { endpoint: usage.endpoint, agent: usage.agent };
      metrics.modelTokens.inc({ ...labels, direction: 'in' }, usage.promptTokens);
      metrics.modelTokens.inc({ ...labels, direction: 'out' }, usage.completionTokens);
      await recordUsage({ em: forkEm(orm), clock }, usage);
    },
  });
}

function admission({ orm, clock }: JudgeParts): (agent: string) => Promise<boolean> {
  return (agent) => withinBudget({ em: forkEm(orm), clock, actor: systemActor([]) }, agent);
}
