import { z } from 'zod';
import { defineJob } from '../../../jobs/job.ts';
import { ScoreEvent } from '../../../kernel/contracts/scoring.ts';

/**
 * Scores every open lead: nightly, because time passes, and after the rules, the settings or the model changed. With
 * `changed_since`, only those that were written (or whose activities were) since then: after an import.
 */
export const scoreOpenLeadsJob = defineJob({
  name: 'score-open-leads',
  payload: z.object({ event: ScoreEvent, changed_since: z.iso.datetime().optional() }),
  onePerKey: true,
  concurrency: 1,
  expireIn: 3600,
});
