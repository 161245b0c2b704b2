import { z } from 'zod';
import { defineSignal } from '../../../jobs/signal.ts';

const whose = { customer_id: z.uuid(), owner_id: z.uuid().nullable() };

/** A customer ordered. `amount` in yuan. */
export const orderCreated = defineSignal({
  name: 'crm.order_created',
  payload: z.object({ order_id: z.uuid(), opportunity_id: z.uuid().nullable(), amount: z.number(), ...whose }),
});

/** A contract came into force. */
export const contractSigned = defineSignal({
  name: 'crm.contract_signed',
  payload: z.object({ contract_id: z.uuid(), order_id: z.uuid().nullable(), amount: z.number(), ...whose }),
});

/** A contract is followed by another one: `contract_id` is the new one. */
export const contractRenewed = defineSignal({
  name: 'crm.contract_renewed',
  payload: z.object({ contract_id: z.uuid(), previous_id: z.uuid(), automatic: z.boolean(), ...whose }),
});

/** A contract ran out without a renewal, or was terminated. */
export const contractEnded = defineSignal({
  name: 'crm.contract_ended',
  payload: z.object({ contract_id: z.uuid(), how: z.enum(['expired', 'terminated']), ...whose }),
});

/** A customer paid. `amount` in yuan. */
export const paymentRecorded = defineSignal({
  name: 'crm.payment_recorded',
  payload: z.object({ milestone_id: z.uuid(), contract_id: z.uuid(), amount: z.number(), ...whose }),
});

/** An order is delivered whole. */
export const deliveryCompleted = defineSignal({
  name: 'crm.delivery_completed',
  payload: z.object({ order_id: z.uuid(), plan_id: z.uuid(), ...whose }),
});
