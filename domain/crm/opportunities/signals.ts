import { z } from 'zod';
import { defineSignal } from '../../../jobs/signal.ts';
import { Stage, WarningKind } from '../../../kernel/contracts/crm.ts';

/** A deal moved through the funnel, was won, lost or taken up again. */
export const opportunityStageMoved = defineSignal({
  name: 'crm.opportunity_stage_moved',
  payload: z.object({
    opportunity_id: z.uuid(),
    customer_id: z.uuid().nullable(),
    owner_id: z.uuid().nullable(),
    from: Stage,
    to: Stage,
    at: z.iso.datetime(),
  }),
});

/** A deal needs attention: nothing moves, its close is put off again and again, or its day has passed. */
export const dealWarningRaised = defineSignal({
  name: 'crm.deal_warning_raised',
  payload: z.object({
    warning_id: z.uuid(),
    opportunity_id: z.uuid(),
    customer_id: z.uuid().nullable(),
    owner_id: z.uuid().nullable(),
    kind: WarningKind,
  }),
});
