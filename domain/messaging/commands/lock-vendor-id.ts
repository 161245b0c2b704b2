import { query } from '../../../db/query.ts';
import type { WriteScope } from '../messaging-scope.ts';

/**
 * Lets one transaction at a time, until its end, say something about what a vendor calls a command. The vendor's answer and
 * its report may be stored at the same moment: without this neither would see the other, and the report would be lost.
 */
export async function lockVendorId(scope: Pick<WriteScope, 'em'>, accountId: string, vendorId: string): Promise<void> {
  await query(scope.em, 'select pg_advisory_xact_lock(hashtextextended($1, 0))', [`${accountId}:${vendorId}`]);
}
