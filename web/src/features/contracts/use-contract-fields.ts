import type { FieldSpec } from '../records/field-spec.ts';
import { useUserOptions } from '../records/use-users.ts';

/** The fields of a contract in the order of its panel. Its state moves by buttons of its own. */
export function useContractFields(): FieldSpec[] {
  const users = useUserOptions();
  return [
    { name: 'name', word: 'contractName', kind: 'text', required: true },
    { name: 'number', word: 'contractNumber', kind: 'text' },
    { name: 'amount', word: 'amount', kind: 'money', required: true },
    { name: 'signed_on', word: 'signedOn', kind: 'date' },
    { name: 'starts_on', word: 'startsOn', kind: 'date' },
    { name: 'ends_on', word: 'endsOn', kind: 'date' },
    { name: 'renewal_on', word: 'renewalOn', kind: 'date' },
    { name: 'auto_renew', word: 'autoRenew', kind: 'yes_no' },
    { name: 'owner_id', word: 'owner', kind: 'choice', options: users, shownAs: 'owner_name' },
    { name: 'note', word: 'description', kind: 'long_text' },
  ];
}
