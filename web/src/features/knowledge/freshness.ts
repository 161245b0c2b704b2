import type { DocumentView } from '../../../../kernel/contracts/knowledge.ts';
import { STALENESS } from '../../../../kernel/contracts/knowledge-quality.ts';
import { dayOf } from '../../format/day-of.ts';

/** What one should know about the age of a document: not told yet, no longer told, soon no longer, long unconfirmed. */
export type Freshness = 'not_yet' | 'expired' | 'expiring' | 'unconfirmed';

const DAY = 86_400_000;

/** How old a document is, by the same days as the nightly inspection; undefined when nothing is wrong. */
export function freshnessOf(
  document: Pick<DocumentView, 'valid_from' | 'valid_until' | 'confirmed_at' | 'updated_at' | 'status'>,
  now: Date,
): Freshness | undefined {
  const today = dayOf(now);
  if (document.valid_until !== null && document.valid_until < today) return 'expired';
  if (document.valid_from !== null && document.valid_from > today) return 'not_yet';
  const soon = dayOf(new Date(now.getTime() + STALENESS.expiring * DAY));
  if (document.valid_until !== null && document.valid_until <= soon) return 'expiring';
  const seen = new Date(document.confirmed_at ?? document.updated_at).getTime();
  if (document.status === 'ready' && seen < now.getTime() - STALENESS.unconfirmed * DAY) return 'unconfirmed';
  return undefined;
}
