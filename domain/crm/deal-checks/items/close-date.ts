import { addDays } from '../../../../kernel/time-phrases/calendar.ts';
import { daysBetween, type DealFile } from '../deal-file.ts';
import { isLate, type CheckRule, type Finding } from './item.ts';

/**
 * Is the expected close plausible? It is given, not past, not put off again and again (twice warns, three times is bad), and
 * within what won deals took: clearly faster or slower than nine in ten of them warns.
 */
export const closeDateItem: CheckRule = {
  key: 'close_date',
  label: '成交日期',
  check: (file) => {
    const close = file.deal.expected_close;
    if (!close)
      return {
        result: isLate(file) ? 'bad' : 'warn',
        reason: '还没有预计成交日期',
        next_step: '和客户确认打算什么时候定下来，填上预计成交日期',
      };
    if (close < file.today)
      return {
        result: 'bad',
        reason: `预计成交日期 ${close} 已经过去 ${daysBetween(close, file.today)} 天`,
        next_step: '弄清卡在哪里，和客户重新约定时间',
      };
    const finding = againstHistory(file, close);
    if (file.putOff < 2) return finding;
    return {
      result: file.putOff >= 3 ? 'bad' : worse(finding.result),
      reason: `成交日期已经推迟了 ${file.putOff} 次；${finding.reason}`,
      next_step: '请客户说清延期的真实原因，把后面的步骤和日期逐一约定',
    };
  },
};

/** A fifth beyond nine in ten is still plausible: a few deals do not draw a sharp line. */
const SLACK = 0.2;

function againstHistory(file: DealFile, close: string): Finding {
  const spread = file.history.daysToWon;
  if (!spread) return { result: 'ok', reason: `预计 ${close} 成交；赢单历史还不够，暂不比较` };
  const fromStage = file.history.daysFrom === 'stage';
  const begun = addDays(file.today, -(fromStage ? file.daysInStage : file.daysOpen));
  const total = daysBetween(begun, close);
  const [low, high] = [Math.floor(spread.low), Math.ceil(spread.high)];
  const basis = `类似的 ${spread.n} 个赢单商机${fromStage ? '从进入这个阶段' : '从开始'}到赢单，八成用了 ${low} 到 ${high} 天，一半在 ${Math.round(spread.middle)} 天以内`;
  const said = `按预计日期这一单要 ${total} 天；${basis}`;
  if (total < low * (1 - SLACK))
    return {
      result: 'warn',
      reason: `偏乐观：${said}`,
      next_step: `按历史，${addDays(begun, Math.round(spread.middle))} 前后更现实；确认客户内部流程来不来得及`,
    };
  if (total > high * (1 + SLACK))
    return { result: 'warn', reason: `拖得偏久：${said}`, next_step: '想想有什么能让客户提前决定，必要时给出限期优惠' };
  return { result: 'ok', reason: said };
}

function worse(result: Finding['result']): Finding['result'] {
  return result === 'ok' ? 'warn' : 'bad';
}
