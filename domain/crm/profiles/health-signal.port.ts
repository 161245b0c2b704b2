import type { SignalRule } from '../../../kernel/contracts/profile.ts';
import type { ReadScope } from '../crm-scope.ts';

/**
 * Something that says how well a customer does. The rooms that hear customers (messages, calls, after-sales) plug theirs
 * in where the service is composed; this room brings those it can read itself.
 */
export interface HealthSignal {
  /** Word without spaces, unique in the service; settings and stored profiles name it. */
  readonly key: string;
  /** The word a person reads. */
  readonly label: string;
  /** What the figure counts, for the page of settings. */
  readonly figure: string;
  /** How it counts until somebody changes it. */
  readonly rule: SignalRule;
  /**
   * The figures of these customers at a moment, in one statement. A customer that is left out is not known: that makes
   * the score less sure, and never lower.
   */
  measure(
    scope: Pick<ReadScope, 'em'>,
    customerIds: readonly string[],
    now: Date,
  ): Promise<ReadonlyMap<string, number>>;
  /** «43 天没有联系» */
  words(figure: number): string;
}
