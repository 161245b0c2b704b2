import type { HealthSignal } from '../domain/crm/profiles/health-signal.port.ts';
import { HEALTH_SIGNALS } from '../domain/crm/profiles/signals/registry.ts';

/** Everything that tells how well a customer does: the CRM's own signals, and those of rooms that hear customers. */
export const SERVICE_HEALTH_SIGNALS: readonly HealthSignal[] = [...HEALTH_SIGNALS];
