import { z } from 'zod';
import { defineSignal } from '../../../jobs/signal.ts';
import { HealthLevel } from '../../../kernel/contracts/profile.ts';

/** A customer's health moved to another level. */
export const customerHealthChanged = defineSignal({
  name: 'crm.customer_health_changed',
  payload: z.object({ customer_id: z.uuid(), from: HealthLevel, to: HealthLevel, score: z.int() }),
});
