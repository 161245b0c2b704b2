import { UniqueConstraintViolationException } from '@mikro-orm/core';
import { flushUnique } from '../flush-unique.ts';
import type { ReadScope } from '../crm-scope.ts';
import { orderError } from './errors.ts';

/**
 * Writes what is pending; a number or external id that another record has becomes the sentence a person understands.
 * @throws AppError `crm.duplicate_number`, `crm.duplicate_external_id`
 */
export async function flushNumbered(
  scope: Pick<ReadScope, 'em'>,
  given: { readonly number?: string | null | undefined; readonly external_id?: string | null | undefined },
): Promise<void> {
  try {
    await flushUnique(scope, given.external_id);
  } catch (thrown) {
    if (thrown instanceof UniqueConstraintViolationException && thrown.message.includes('_number_unique'))
      throw orderError('crm.duplicate_number', { details: { number: given.number }, cause: thrown });
    throw thrown;
  }
}
