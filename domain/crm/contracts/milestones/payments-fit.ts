import { formatMoney } from '../../../../kernel/format/money.ts';
import { sumAmounts } from '../../opportunities/lines/line-amount.ts';
import { orderError } from '../../orders/errors.ts';

/**
 * Checks that the payments of a contract are not more than its amount.
 * @throws AppError `crm.milestones_exceed_contract`
 */
export function requirePaymentsFit(
  contract: { readonly amount: number },
  milestones: readonly { readonly kind: string; readonly amount?: number | null }[],
): void {
  const total = sumAmounts(milestones.filter(({ kind }) => kind === 'payment').map(({ amount }) => amount ?? 0));
  if (total > contract.amount)
    throw orderError('crm.milestones_exceed_contract', {
      details: { total: formatMoney(total), amount: formatMoney(contract.amount) },
    });
}
