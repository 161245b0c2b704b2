import type { LeadFacts } from '../lead-facts.ts';
import type { PastLead } from './read-history.ts';

/** Fields of a lead that edits can take back, by wire name. */
const FIELDS = [
  'source',
  'region',
  'city',
  'sector',
  'company',
  'title',
  'phone',
  'wechat',
  'email',
  'description',
  'status',
] as const;

/**
 * A lead as its form was at a moment: every later edit is taken back, so that nothing that was filled in after the
 * outcome helps to foretell it. A final status whose edit nobody recorded becomes what the activities say.
 */
export function rewindLead(lead: PastLead, at: number): LeadFacts {
  const then: Record<string, unknown> = { ...lead };
  for (const edit of lead.edits.toReversed()) {
    if (edit.at <= at) break;
    for (const field of FIELDS) if (Object.hasOwn(edit.before, field)) then[field] = edit.before[field];
  }
  if (then['status'] === 'converted' || then['status'] === 'disqualified') {
    const touched = lead.activities.some(({ occurred }) => occurred !== null && occurred <= at);
    then['status'] = touched ? 'contacted' : 'new';
  }
  return then as unknown as LeadFacts;
}
