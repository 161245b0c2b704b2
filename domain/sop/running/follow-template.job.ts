import { defineJob } from '../../../jobs/job.ts';
import { sopTemplateMoved } from '../templates/signals.ts';

/** Holds what runs of a template that was paused, and lets it go on when it is active again. */
export const followTemplate = defineJob({
  name: 'follow-template',
  payload: sopTemplateMoved.payload,
  hears: [sopTemplateMoved],
});
