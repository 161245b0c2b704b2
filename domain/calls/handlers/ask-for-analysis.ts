import { requirePermission } from '../../../kernel/actor.ts';
import type { CallRecordDetail } from '../../../kernel/contracts/call-records.ts';
import type { CallScope } from '../calls-scope.ts';
import { readRecord } from '../records/record-view.ts';
import { analyseAgain } from './analyse-again.ts';

/**
 * A colleague has a call analysed again that has a basic follow-up only.
 * @throws AppError `access.not_permitted`, `calls.record_not_found`, `calls.not_analysable`, `calls.no_dialer`
 */
export async function askForAnalysis(scope: CallScope, id: string, signal: AbortSignal): Promise<CallRecordDetail> {
  requirePermission(scope.actor, 'call.write');
  await readRecord(scope, id);
  await analyseAgain(scope, id, signal);
  return await readRecord(scope, id);
}
