import { UniqueConstraintViolationException } from '@mikro-orm/core';
import { crmError } from './errors.ts';
import type { ReadScope } from './crm-scope.ts';

/** Writes what is pending; an external id that another record has becomes the sentence a person understands. */
export async function flushUnique(scope: Pick<ReadScope, 'em'>, externalId: string | null | undefined): Promise<void> {
  try {
    await scope.em.flush();
  } catch (thrown) {
    if (thrown instanceof UniqueConstraintViolationException && thrown.message.includes('external_id')) {
      throw crmError('crm.duplicate_external_id', { details: { external_id: externalId }, cause: thrown });
    }
    throw thrown;
  }
}
