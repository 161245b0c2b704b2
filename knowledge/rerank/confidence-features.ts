/** What is looked at to tell whether a passage answers at all, beside its place among the others. */
export const CONFIDENCE_FEATURES = [
  /** The passage's rank score, and how far it stands above the fifth best. */
  'score',
  'margin',
  /** Weight of the question's words that no passage found has, neither themselves nor by a synonym; as a share of all. */
  'absent',
  /** How many words the question has (log): few words prove little. */
  'words',
  /** Of `ANSWER_FEATURES`. */
  'said',
  'said_in_heading',
  'told',
  'untold',
  'explained',
  'unexplained',
] as const;
