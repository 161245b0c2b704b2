import type { CheckItem, CheckItemKey } from '../../../../kernel/contracts/deals.ts';
import type { DealFile } from '../deal-file.ts';

/** What one item says of a deal. */
export type Finding = Pick<CheckItem, 'result' | 'reason'> & { readonly next_step?: string };

/** One item of the check-up: a rule over the deal's file. */
export interface CheckRule {
  readonly key: CheckItemKey;
  readonly label: string;
  readonly check: (file: DealFile) => Finding;
}

/** Whether the deal is far enough that open questions weigh more: a proposal is out, or terms are discussed. */
export function isLate(file: DealFile): boolean {
  return file.deal.stage === 'proposal' || file.deal.stage === 'negotiation';
}
