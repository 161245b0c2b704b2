import type { ActivityKind, Stage } from '../../../../kernel/contracts/crm.ts';

type Step = readonly [kind: ActivityKind, subject: string];
type OpenStage = Exclude<Stage, 'won' | 'lost'>;

/** What is planned next, by the stage of a deal. */
export const DEAL_STEPS: Readonly<Record<OpenStage, readonly Step[]>> = {
  prospecting: [
    ['call', '电话约上门时间'],
    ['visit', '带技术同事上门调研'],
    ['wechat', '发送同行业案例'],
    ['meeting', '约使用部门开需求会'],
  ],
  qualification: [
    ['demo', '安排产品演示'],
    ['call', '确认点位数量和预算'],
    ['meeting', '需求清单评审'],
    ['email', '发送需求确认单'],
  ],
  proposal: [
    ['call', '跟进报价反馈'],
    ['meeting', '向领导讲解方案'],
    ['email', '发送修改后的报价'],
    ['visit', '陪同参观标杆客户'],
  ],
  negotiation: [
    ['call', '催合同审批进度'],
    ['meeting', '商定付款条款'],
    ['visit', '上门签合同'],
    ['email', '发送合同修订稿'],
  ],
};

/** What is planned next with a lead. */
export const LEAD_STEPS: readonly Step[] = [
  ['call', '再次电话联系'],
  ['wechat', '微信发送案例和报价区间'],
  ['visit', '上门了解需求'],
  ['meeting', '约线上演示'],
];

/** What is planned next with a customer without a deal. */
export const CARE_STEPS: readonly Step[] = [
  ['call', '电话回访使用情况'],
  ['wechat', '问候并了解近况'],
  ['visit', '上门拜访'],
  ['call', '沟通续费和扩容'],
  ['other', '确认交流会是否参加'],
];
