import { localMinute } from '../../../kernel/time-phrases/local-day.ts';

/** A moment as it stands in a reason: `11-21 09:05`, in the organisation's zone. */
export function minuteText(moment: string | Date): string {
  return localMinute(new Date(moment)).slice(5).replace('T', ' ');
}
