import type { PolicyName, PolicyView } from '../../../kernel/contracts/policies.ts';
import { ALERT_RULES } from '../../alerts/rules/alert-rules.ts';
import type { PolicyKind } from '../../policies/policy-kind.ts';
import { DELAY_BANDS } from './delay-bands.ts';
import { PRIORITY_RULES } from './priority-rules.ts';

type AnyPolicyKind = PolicyKind<PolicyView['value']>;

/** Every table that decides about messages. A name of the contract without a table does not compile. */
export const POLICIES = {
  delay_bands: DELAY_BANDS as unknown as AnyPolicyKind,
  priority_rules: PRIORITY_RULES as unknown as AnyPolicyKind,
  alert_rules: ALERT_RULES as unknown as AnyPolicyKind,
} as const satisfies Readonly<Record<PolicyName, AnyPolicyKind>>;
