/** Rows of who belongs to whom, and who has a say, under their column names. */
export interface RelationRow {
  id: string;
  from_id: string;
  to_id: string;
  kind: 'parent' | 'partner' | 'referral';
  note: string | null;
  created_at: Date;
  updated_at: Date;
}

export interface DecisionRoleRow {
  customer_id: string;
  contact_id: string;
  role: 'decision_maker' | 'influencer' | 'user' | 'gatekeeper' | 'champion' | 'blocker';
  attitude: 'supportive' | 'neutral' | 'opposed' | 'unknown';
  note: string | null;
  updated_at: Date;
}
