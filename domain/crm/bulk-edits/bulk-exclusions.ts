import type { BulkChange, BulkEntity } from '../../../kernel/contracts/data-quality.ts';
import { openStageSql } from '../stage-table.ts';

/** Why a record is left out although it could be seen, in words. */
export const EXCLUSIONS = {
  converted: '已转化的线索不能改状态',
  closed_deal: '商机已经结束，金额和预计成交日期不再改',
  has_lines: '金额由产品明细算出，请改明细',
} as const;

/**
 * SQL for why a change may not touch a record (alias `r`), null when it may. What a closed deal was worth and when it was
 * expected is history; the amount of a deal with product lines is their sum.
 */
export function exclusionSql(entity: BulkEntity, change: BulkChange): string {
  const fields = change.fields ?? {};
  const reasons: string[] = [];
  if (entity === 'lead' && 'status' in fields) reasons.push("when r.status = 'converted' then 'converted'");
  if (entity === 'opportunity' && ('amount' in fields || 'expected_close' in fields))
    reasons.push(`when not (${openStageSql('r')}) then 'closed_deal'`);
  if (entity === 'opportunity' && 'amount' in fields)
    reasons.push("when exists (select 1 from opportunity_line l where l.opportunity_id = r.id) then 'has_lines'");
  return reasons.length === 0 ? 'null::text' : `case ${reasons.join(' ')} end`;
}
