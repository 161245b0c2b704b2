import { z } from 'zod';
import { defineSignal } from '../../jobs/signal.ts';
import { CallInterest } from '../../kernel/contracts/calls.ts';

/** A call was judged, once for each record: what somebody said, or why nobody was reached. */
export const callJudged = defineSignal({
  name: 'calls.call_judged',
  payload: z.object({
    record_id: z.uuid(),
    phone: z.string(),
    lead_id: z.uuid().nullable(),
    contact_id: z.uuid().nullable(),
    interest: CallInterest,
  }),
});
