import type { ValueFormat } from '../../kernel/contracts/reports.ts';

/** A day column of a dataset a period can be laid on. */
export interface DateField {
  readonly column: string;
  /** The Chinese word of the date, used in 「按…」. */
  readonly label: string;
}

/**
 * How values of groups relate to the value of the whole: `additive` ones sum up to it, `distinct` ones do not (a customer
 * may be in two groups) but are 0 for nothing, a `ratio` (also a mean or median) is computed anew and is empty for nothing.
 */
export type MetricKind = 'additive' | 'distinct' | 'ratio';

/** A number one can ask for, as data: an aggregate over the columns of its dataset's view. */
export interface Metric {
  readonly name: string;
  readonly label: string;
  /** Other words people say for it. */
  readonly synonyms: readonly string[];
  readonly format: ValueFormat;
  readonly kind: MetricKind;
  /**
   * Fixed text of this code base, never of a request. `:today` and `:now` stand for the clock's day and moment, `:rows` for the
   * condition below.
   */
  readonly sql: string;
  /** Condition on the records that stand behind the number; all of the dataset where it is left out. */
  readonly rows?: string;
  /** The date its period is laid on unless the request names another. */
  readonly period: string;
  /** The word for that date when it means something narrower here (closing day of won deals: 赢单日期). */
  readonly periodLabel?: string;
  /** It only makes sense cut by this dimension, which is added when the request leaves it out. */
  readonly needs?: string;
  readonly description: string;
}

/** Where a dimension's values stand in one dataset. */
export interface DimensionColumns {
  /** What a person reads. */
  readonly column: string;
  /** An expression over the row `v` in place of a column of the view; key and label at once. */
  readonly sql?: string;
  /** What tells two of the same name apart; the name itself where there is none. */
  readonly key?: string;
  /** A word that tells a person which of two of the same name is meant. */
  readonly hint?: string;
}

/** Rows one can count and sum, with all metrics over them. */
export interface Dataset {
  readonly name: string;
  readonly label: string;
  readonly view: string;
  readonly dates: Readonly<Record<string, DateField>>;
  /** Dimension name → its columns. Time dimensions are possible in every dataset and not listed. */
  readonly dimensions: Readonly<Record<string, DimensionColumns>>;
  readonly metrics: readonly Metric[];
}

/** A value that has a fixed set: the code in the store, the word on the page, other words. */
export interface CodedValue {
  readonly code: string;
  readonly label: string;
  readonly synonyms: readonly string[];
}

/** A view that lists values of a dimension. `scoped` ones are kept to what the reader may see. */
export interface ValueSource extends DimensionColumns {
  readonly view: string;
  readonly scoped?: boolean;
}

/** Something numbers can be cut or filtered by. */
export interface Dimension {
  readonly name: string;
  readonly label: string;
  readonly synonyms: readonly string[];
  /** How a filter on it reads: `{}` is the value (「{}行业」). */
  readonly phrase: string;
  /** Endings people add or leave out: 华东 and 华东区 are one value. */
  readonly endings?: readonly string[];
  /** A bucket of time: `to_char` pattern of the bucket's name, which also sorts as text. */
  readonly bucket?: string;
  /** A fixed set, in its natural order. */
  readonly coded?: readonly CodedValue[];
  /** Parts of a whole, where a pie reads well. */
  readonly composition?: boolean;
  readonly sources?: readonly ValueSource[];
  /** Where a filter value that this dimension lacks is looked for next. */
  readonly fallback?: string;
}

/** What groups without a value are called. */
export const EMPTY_LABEL = '未填写';
