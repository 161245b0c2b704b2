import type { ModelChain } from '../../integrations/models/create-model-chain.ts';

/** Language models for `/readyz`: none set, all asked normally, or some passed over for a while. Never a reason to be down. */
export function probeModels(models: ModelChain): { state: 'up' | 'degraded' | 'off'; detail?: string } {
  const endpoints = models.status();
  if (endpoints.length === 0) return { state: 'off', detail: 'built-in' };
  const open = endpoints.filter((one) => one.state !== 'closed');
  if (open.length === 0) return { state: 'up' };
  return {
    state: 'degraded',
    detail: open.map((one) => `${one.endpoint}: ${one.lastFailure ?? one.state}`).join(', '),
  };
}
