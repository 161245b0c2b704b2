import { isLate, type CheckRule } from './item.ts';

/** Does somebody know who decides, and has anybody spoken with them since the deal was opened? */
export const decisionMakerItem: CheckRule = {
  key: 'decision_maker',
  label: '决策人',
  check: (file) => {
    const { decisionMakers, metDecisionMaker, decisionMakerTold } = file;
    const names = decisionMakers.slice(0, 3).join('、');
    if (metDecisionMaker) return { result: 'ok', reason: `已经和决策人${names}沟通过` };
    if (decisionMakers.length > 0)
      return {
        result: file.deal.stage === 'negotiation' ? 'bad' : 'warn',
        reason: `知道决策人是${names}，但这一单还没有直接沟通过的记录`,
        next_step: `约${decisionMakers[0]}见一面或通个电话`,
      };
    if (decisionMakerTold)
      return {
        result: 'warn',
        reason: '记录里提到了决策人，但还没有加为联系人',
        next_step: '把决策人加为联系人，并安排一次沟通',
      };
    return {
      result: isLate(file) ? 'bad' : 'warn',
      reason: isLate(file) ? '已经到了报价或谈判，还不知道谁拍板' : '还不知道谁拍板',
      next_step: '向联系人打听最终由谁决定，并请他引荐',
    };
  },
};
