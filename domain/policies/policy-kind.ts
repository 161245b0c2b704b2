import type { z } from 'zod';
import type { PolicyName } from '../../kernel/contracts/policies.ts';

/**
 * A table of the business that people may edit. `check` says in Chinese where the table is not total or says two things;
 * nothing is saved then.
 */
export interface PolicyKind<Value = unknown> {
  readonly name: PolicyName;
  readonly title: string;
  readonly description: string;
  readonly schema: z.ZodType<Value>;
  /** As the service brings it: version 1. */
  readonly initial: Value;
  check(value: Value): readonly string[];
}
