import { maskPhone } from '../../kernel/mask.ts';
import type { ReadScope } from './crm-scope.ts';

interface PhoneRow {
  phone: string | null;
  readonly owner_id: string | null;
}

/** Hides the number in place, unless the reader owns the record or holds `pii.reveal`. */
export function hidePhone<Row extends PhoneRow>(scope: Pick<ReadScope, 'actor'>, row: Row): Row {
  const { actor } = scope;
  if (row.phone && row.owner_id !== actor.userId && !actor.permissions.has('pii.reveal'))
    row.phone = maskPhone(row.phone);
  return row;
}

/** A form sends back what it showed: a hidden number that was not touched is no change. */
export function keepHiddenPhone<I extends { phone?: string | null | undefined }>(
  input: I,
  stored: string | null | undefined,
): I {
  if (input.phone && stored && input.phone.includes('*') && input.phone === maskPhone(stored))
    return { ...input, phone: undefined };
  return input;
}
