import { query } from '../../../db/query.ts';
import { newId } from '../../../kernel/ids.ts';
import type { InboundResult } from '../inbound.ts';
import type { WriteScope } from '../messaging-scope.ts';
import { applyFailure } from './apply-failure.ts';
import { lockCommand } from './command-row.ts';
import { lockVendorId } from './lock-vendor-id.ts';
import { settle } from './settle-command.ts';

type Report = Omit<InboundResult, 'kind' | 'at'> & { readonly at: Date | string | null };

/**
 * What a vendor reports of a command. The first word counts; a report that comes before our own call was answered is kept
 * until the answer says which command it is about.
 */
export async function noteReport(
  scope: Pick<WriteScope, 'em' | 'clock' | 'jobs' | 'events'>,
  accountId: string,
  report: Report,
): Promise<void> {
  await lockVendorId(scope, accountId, report.vendor_id);
  const [found] = await query<{ id: string }>(
    scope.em,
    'select id from robot_command_queue where account_id = $1 and vendor_id = $2 order by seq desc limit 1',
    [accountId, report.vendor_id],
  );
  const row = found ? await lockCommand(scope, found.id) : undefined;
  if (!row || row.vendor_id !== report.vendor_id) {
    await query(
      scope.em,
      'insert into command_report (id, account_id, vendor_id, report, received_at) values ($1, $2, $3, $4, $5)',
      [newId(), accountId, report.vendor_id, JSON.stringify(report), scope.clock.now()],
    );
    return;
  }
  const details = { by: 'callback', code: report.vendor_code };
  if (report.done) {
    const at = report.at ? new Date(report.at) : null;
    await settle(scope, row, { status: 'completed', vendor_id: report.vendor_id, at, details });
    return;
  }
  if (row.status !== 'accepted' && row.status !== 'timeout') return;
  await applyFailure(scope, row, { ...report, reason: report.reason ?? 'vendor_fault' });
}
