/** When a document should be looked at again, in days. */
export const STALENESS = {
  /** Its last day of validity is this near. */
  expiring: 14,
  /** Nobody has said for so long that it is still right. */
  unconfirmed: 180,
  /** Answers and ratings that count, and bad ratings from which it is disliked. */
  ratings: 30,
  bad: 2,
  /** No answer has cited it for so long. */
  unused: 90,
} as const;

/** Share of shingles from which two documents count as the same text. */
export const NEAR_DUPLICATE = 0.8;
