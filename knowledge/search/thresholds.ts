/** What a confidence (0-1) means; the settings of an organisation. */
export interface Thresholds {
  /** From here on a question counts as answered. */
  readonly sureFrom: number;
  /** From here on the nearest passage is worth telling, as the nearest there is; below it nothing is told. */
  readonly unsureFrom: number;
}

/** Chosen on the tuned half of the starter library's questions (`npm run eval:certainty`; docs/adr/0039). */
export const THRESHOLDS: Thresholds = { sureFrom: 0.5, unsureFrom: 0.25 };

/** How far above `unsureFrom`, as a share of the way to `sureFrom`. */
const NEAREST = 0.3;

/** What a passage is worth that the question's own words do not lead to: told as the nearest there is, never as sure. */
export function nearestConfidence({ sureFrom, unsureFrom }: Thresholds): number {
  return unsureFrom + (sureFrom - unsureFrom) * NEAREST;
}
