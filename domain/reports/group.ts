import type { Cell } from '../../kernel/contracts/reports.ts';

/** One line of an answer before it is written: where it stands on each dimension, and its numbers. */
export interface Group {
  /** Key on each dimension; null where the record has none. */
  readonly keys: readonly (string | null)[];
  /** What a person reads, on each dimension. */
  labels: string[];
  readonly hints: readonly (string | null)[];
  /** Column key (`won_amount`, `won_amount__compare`, `won_amount__change`) → number. */
  readonly cells: Record<string, Cell>;
  /** Metric → how many records stand behind its number in the period. */
  readonly records: Record<string, number>;
}

/** The groups of an answer with the whole beside them. */
export interface GroupedAnswer {
  readonly groups: readonly Group[];
  readonly total: Group;
  /** Date name and metric → records left out because that date is not filled in. */
  readonly undated: readonly { readonly metric: string; readonly date: string; readonly records: number }[];
}

export const compareKey = (metric: string): string => `${metric}__compare`;
export const changeKey = (metric: string): string => `${metric}__change`;
