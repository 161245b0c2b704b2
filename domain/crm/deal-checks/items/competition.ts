import { isLate, type CheckRule } from './item.ts';

/** Does somebody know who else wants the deal, and is anybody ahead of us? */
export const competitionItem: CheckRule = {
  key: 'competition',
  label: '竞争形势',
  check: (file) => {
    if (file.rivalsAhead.length > 0)
      return {
        result: file.deal.stage === 'negotiation' ? 'bad' : 'warn',
        reason: `${file.rivalsAhead.join('、')}领先我方`,
        next_step: '找出对方领先在哪里，准备针对性的方案或案例',
      };
    if (file.rivals > 0) return { result: 'ok', reason: `有 ${file.rivals} 家在竞争，没有领先我方的` };
    if (isLate(file) && !file.competitionTold)
      return { result: 'warn', reason: '还不清楚有没有竞争对手', next_step: '问问客户还在看哪几家' };
    return { result: 'ok', reason: '没有记录到竞争对手' };
  },
};
