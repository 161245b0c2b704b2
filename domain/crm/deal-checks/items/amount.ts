import { formatMoney } from '../../../../kernel/format/money.ts';
import { isLate, type CheckRule } from './item.ts';

/** How far outside of nine in ten won deals an amount may be before it warns. */
const TOLERANCE = 2;

/** Is there an amount, and is it within what such deals are won for? */
export const amountItem: CheckRule = {
  key: 'amount',
  label: '金额',
  check: (file) => {
    const { amount } = file.deal;
    if (!amount)
      return {
        result: isLate(file) ? 'bad' : 'warn',
        reason: isLate(file) ? '已经到了报价或谈判，还没有金额' : '还没有金额',
        next_step: '按产品明细估一个金额，填到商机上',
      };
    const spread = file.history.amount;
    if (!spread) return { result: 'ok', reason: `金额 ${formatMoney(amount)}；赢单历史还不够，暂不比较` };
    const like = file.history.amountOf === 'product' ? '同一产品' : '全部产品';
    const said = `金额 ${formatMoney(amount)}；${like}的 ${spread.n} 个赢单商机，八成在 ${formatMoney(Math.round(spread.low))} 到 ${formatMoney(Math.round(spread.high))} 之间`;
    if (amount > spread.high * TOLERANCE)
      return { result: 'warn', reason: `明显偏高：${said}`, next_step: '核对范围和报价，确认客户预算够不够' };
    if (amount < spread.low / TOLERANCE)
      return { result: 'warn', reason: `明显偏低：${said}`, next_step: '看看有没有漏报的产品或数量' };
    return { result: 'ok', reason: said };
  },
};
