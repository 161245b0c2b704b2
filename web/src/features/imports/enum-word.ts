import type { TFunction } from 'i18next';
import type { ImportField } from '../../../../kernel/contracts/imports.ts';

const GROUPS = ['stage', 'leadStatus', 'activityKind', 'activityStatus', 'role'] as const;

/** The console's word for a value that is one of ours, such as 方案报价 for `proposal`; anything else stays as it is. */
export function enumWord(field: ImportField, value: unknown, t: TFunction): unknown {
  if (field.type !== 'enum' || typeof value !== 'string') return value;
  // The group that knows every value of the field: 'done' is a status of an activity, 'new' one of a lead.
  const group = GROUPS.find((name) => (field.values ?? []).every((one) => one in words(name, t)));
  return group === undefined ? value : (words(group, t)[value] ?? value);
}

function words(group: (typeof GROUPS)[number], t: TFunction): Readonly<Record<string, string>> {
  return t(group, { returnObjects: true });
}
