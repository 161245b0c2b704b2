/** What a follow-up is about. */
export interface ActivityParents {
  customer_id?: string;
  lead_id?: string;
  opportunity_id?: string;
}
