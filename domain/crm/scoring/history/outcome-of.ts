import type { PastLead } from './read-history.ts';

/** How a lead ended. */
export interface Outcome {
  readonly won: boolean;
  /** When it was decided, in milliseconds; Infinity while it is still open (and counts as not won by its age). */
  readonly at: number;
  /** Whether that moment is known. An import only knows that it ended, not when. */
  readonly timed: boolean;
}

const MINUTE_MS = 60_000;

/**
 * Whether the lead was written again after it came into the store. Its id tells when that was (UUID version 7); one that
 * came in settled was last written then, which says nothing about when it ended.
 */
function isTouchedSinceStored({ id, updated }: PastLead): boolean {
  return id[14] === '7' && updated > Number.parseInt(id.replaceAll('-', '').slice(0, 12), 16) + MINUTE_MS;
}

/** How a lead ended, and when, as far as the store knows. */
export function outcomeOf(lead: PastLead): Outcome {
  if (lead.status === 'converted') {
    const at = lead.converted ?? lead.created;
    return { won: true, at, timed: at > lead.created + MINUTE_MS };
  }
  if (lead.status === 'disqualified') {
    const ended = lead.edits.findLast(({ after }) => after['status'] === 'disqualified');
    return { won: false, at: ended?.at ?? lead.updated, timed: ended !== undefined || isTouchedSinceStored(lead) };
  }
  return { won: false, at: Infinity, timed: true };
}
