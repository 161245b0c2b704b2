import { z } from 'zod';
import { defineSignal } from '../../../jobs/signal.ts';
import { SopStatus } from '../../../kernel/contracts/sop.ts';

/** A template was activated, paused, let go on or archived: what runs on it may have to stop or go on. */
export const sopTemplateMoved = defineSignal({
  name: 'sop.template_moved',
  payload: z.object({ template_id: z.uuid(), from: SopStatus, to: SopStatus }),
});
