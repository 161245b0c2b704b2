import { LockMode, type EntityName, type FilterQuery } from '@mikro-orm/core';
import { isVisible } from '../visible-rows.ts';
import type { ReadScope } from './crm-scope.ts';
import { crmError, type CrmErrorCode } from './errors.ts';

/** A row with an owner and a version, as every record of the CRM that one edits. */
export interface OwnedRow {
  readonly version: number;
  readonly owner?: string | null;
  readonly team?: string | null;
}

/**
 * Loads a row for writing, locked until the end of the transaction. A row one may not see is not found.
 *
 * @throws AppError `missing` when there is none, `crm.stale_version` when `version` is not the current one
 */
export async function lockRow<T extends OwnedRow & { id: string }>(
  scope: ReadScope,
  entity: EntityName<T>,
  id: string,
  missing: CrmErrorCode,
  version?: number,
): Promise<T> {
  const row = await scope.em.findOne(entity, { id } as FilterQuery<T>, {
    lockMode: LockMode.PESSIMISTIC_WRITE,
    refresh: true,
  });
  if (!row || !isVisible(scope.actor, row as OwnedRow)) throw crmError(missing, { details: { id } });
  requireVersion(row as OwnedRow, version);
  return row as T;
}

/** @throws AppError `crm.stale_version` with the current version, when the caller saw an older one */
export function requireVersion(row: { readonly version: number }, version: number | undefined): void {
  if (version !== undefined && version !== row.version) {
    throw crmError('crm.stale_version', { details: { current_version: row.version, given_version: version } });
  }
}
