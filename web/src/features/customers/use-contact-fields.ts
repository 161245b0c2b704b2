import { useCustomSpecs } from '../custom-fields/use-custom-specs.ts';
import type { FieldSpec } from '../records/field-spec.ts';

const FIELDS: readonly FieldSpec[] = [
  { name: 'name', word: 'personName', kind: 'text', required: true },
  { name: 'title', word: 'jobTitle', kind: 'text' },
  { name: 'phone', word: 'phone', kind: 'text' },
  { name: 'email', word: 'email', kind: 'text' },
  { name: 'wechat', word: 'wechat', kind: 'text' },
  { name: 'decision_maker', word: 'decisionMaker', kind: 'yes_no' },
  { name: 'description', word: 'description', kind: 'long_text' },
];

/** The fields of a contact in the order of its profile. */
export function useContactFields(): FieldSpec[] {
  return [...FIELDS, ...useCustomSpecs('contact')];
}
