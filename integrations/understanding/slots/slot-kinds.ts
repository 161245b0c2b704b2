import type { SlotKind } from '../../../kernel/slots.ts';
import type { SpanKind } from '../spans/span.ts';

/**
 * Which readings may fill a slot, the fittest first: total over the kinds of slots. An unknown name fills a record's
 * slot as it was said; the tool then answers that it knows no such record.
 */
export const SPANS_OF_SLOT: Readonly<Record<SlotKind, readonly SpanKind[]>> = {
  customer: ['customer', 'unknown_name', 'contact'],
  contact: ['contact', 'lead', 'unknown_name'],
  lead: ['lead', 'unknown_name'],
  opportunity: ['opportunity'],
  person: ['person', 'me'],
  team: ['team'],
  product: ['product', 'series'],
  tag: ['tag', 'quoted'],
  tags: ['tag', 'quoted'],
  region: ['region'],
  sector: ['sector'],
  source: ['source'],
  stage: ['stage'],
  lead_status: ['lead_status'],
  lead_grade: ['lead_grade'],
  segment: ['segment', 'quoted'],
  activity_kind: ['activity_kind'],
  group: ['group', 'customer'],
  // People of a chat are known to it alone: their names look like those of colleagues, contacts, or of nobody.
  member: ['person', 'contact', 'lead', 'unknown_name'],
  robot: ['robot'],
  period: ['period', 'instant'],
  instant: ['instant', 'period', 'duration'],
  day: ['period', 'instant', 'duration'],
  days: ['duration', 'period'],
  count: ['number'],
  money: ['money'],
  percent: ['percent'],
  phone: ['phone'],
  quoted: ['quoted'],
  free_text: ['quoted'],
  question: [],
  name: ['unknown_name', 'lead', 'contact', 'person'],
  company: ['customer', 'unknown_name', 'quoted'],
  report: [],
  flag: [],
  choice: [],
};

/** Slots whose words may be any: they are caught by their place in a declared phrase when no span fits. */
export const OPEN_SLOTS: ReadonlySet<SlotKind> = new Set([
  'customer',
  'contact',
  'lead',
  'opportunity',
  'tags',
  'quoted',
  'free_text',
  'name',
  'company',
  'member',
]);

/** The kind a slot's place has in a masked phrase. */
export function symbolKindOf(slot: SlotKind): SpanKind | undefined {
  if (slot === 'free_text' || slot === 'question' || slot === 'report' || slot === 'flag' || slot === 'choice')
    return undefined;
  return SPANS_OF_SLOT[slot][0];
}
