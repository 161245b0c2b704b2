import { z } from 'zod';
import { defineSignal } from '../../jobs/signal.ts';
import { LeadGrade, ScoreEvent } from '../../kernel/contracts/scoring.ts';

/** Leads or what was done with them changed in a way that matters to whoever judges them. */
export const leadTouched = defineSignal({
  name: 'crm.lead_touched',
  payload: z.object({ lead_ids: z.array(z.uuid()).min(1).max(500), event: ScoreEvent }),
});

/**
 * A lead's grade changed; `from_grade` is null at its first score. `event` says why, so that a hearer can pass over what
 * only a new model or new thresholds did.
 */
export const leadGraded = defineSignal({
  name: 'crm.lead_graded',
  payload: z.object({
    lead_id: z.uuid(),
    from_grade: LeadGrade.nullable(),
    to_grade: LeadGrade,
    score: z.int().min(0).max(100),
    at: z.iso.datetime(),
    event: ScoreEvent,
  }),
});
