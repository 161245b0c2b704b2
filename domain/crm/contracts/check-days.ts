import { orderError } from '../orders/errors.ts';

interface ContractDays {
  readonly startsOn?: string | null;
  readonly endsOn?: string | null;
  readonly renewalOn?: string | null;
}

/** @throws AppError `crm.contract_days_out_of_order` when a contract ends before it begins, or is renewed outside of its days */
export function requireDayOrder(row: ContractDays): void {
  const days = [row.startsOn, row.renewalOn, row.endsOn].filter((day) => day !== null && day !== undefined);
  const inOrder = days.every((day, index) => index === 0 || (days[index - 1] ?? '') <= day);
  if (inOrder) return;
  throw orderError('crm.contract_days_out_of_order', {
    details: { starts_on: row.startsOn ?? '未填', ends_on: row.endsOn ?? '未填', renewal_on: row.renewalOn ?? '未填' },
  });
}
