/** Share of shingles from which two documents count as the same text. */
export const NEAR_DUPLICATE = 0.8;
