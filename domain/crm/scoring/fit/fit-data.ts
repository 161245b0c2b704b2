import type { FieldValues } from '../../../../kernel/conditions/holds.ts';

/** A column a model may use. `category` also takes true and false. */
export interface FeatureDefinition {
  readonly name: string;
  readonly label: string;
  readonly kind: 'number' | 'category';
  /** Where sense says that more is better (`up`) or worse (`down`): the bins then never turn round. */
  readonly monotone?: 'up' | 'down';
  /** Stands after a number in words: 次, 天. */
  readonly unit?: string;
  /** Words for the values of a category. */
  readonly words?: Readonly<Record<string, string>>;
}

/** What was known at a moment, and what came of it. */
export interface FitRow {
  readonly values: FieldValues;
  readonly won: boolean;
  /** Rows of the same lead share a weight of one. */
  readonly weight: number;
  /** When the lead came; decides the order of a back-test. */
  readonly at: Date;
  /** When the values were true. */
  readonly seenAt: Date;
  /** Rows of one group are never parted between training and test. */
  readonly group: string;
}

export interface FitData {
  readonly features: readonly FeatureDefinition[];
  readonly rows: readonly FitRow[];
}

/** Whether a value says nothing. */
export function isMissing(value: unknown): boolean {
  return (
    value === null || value === undefined || value === '' || (typeof value === 'number' && !Number.isFinite(value))
  );
}

/** Lets other work of the process go first: a fit takes seconds, requests must not wait for it. */
export async function breathe(): Promise<void> {
  await new Promise((resolve) => setImmediate(resolve));
}
