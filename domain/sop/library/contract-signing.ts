import type { LibraryTemplate } from './library-template.ts';

/** From the contract that was sent to the one that is signed. */
export const contractSigning: LibraryTemplate = {
  name: 'contract-signing',
  title: '合同签署跟进',
  description: '合同发出以后提醒查看，解答条款问题，三天没签就请同事跟进。',
  sop_type: 'conversion',
  category: '销售转化',
  tags: ['合同', '签约'],
  situation: '合同已发给客户，等对方审核、盖章、签署',
  words: ['合同', '签约', '签署', '盖章', '审核', '条款', '签合同'],
  content: {
    steps: [
      {
        id: 'sent',
        name: '告知合同已发',
        action_type: 'send_message',
        content:
          '{contact_name|您好}，合同已经发您了：{contract_link|请查收邮件}。法务或财务那边有修改意见，直接发给我就行，我这边当天回复。',
      },
      {
        id: 'wait_review',
        name: '等待 2 个工作日',
        action_type: 'wait_reply',
        timeout_minutes: 2880,
        next_steps: [{ way: 'no_reply', to: 'remind' }, { to: 'tell_owner' }],
      },
      {
        id: 'remind',
        name: '礼貌提醒',
        action_type: 'send_message',
        delay_until: { time: '09:30', weekdays: [1, 2, 3, 4, 5] },
        content:
          '{contact_name|您好}，合同审核到哪一步了？如果流程上需要补充资料（营业执照、开票信息等），我提前准备好。时间上有变化告诉我一声就好，没关系的。',
      },
      {
        id: 'wait_sign',
        name: '再等 3 天',
        action_type: 'wait_reply',
        timeout_minutes: 4320,
        next_steps: ['tell_owner'],
      },
      {
        id: 'tell_owner',
        name: '请负责人跟进',
        action_type: 'notify_manual',
        message: '{contact_name|客户}的合同请跟进，最近的回复：“{last_reply|没有回复}”。',
        next_steps: ['check_won'],
      },
      {
        id: 'check_won',
        name: '一周后看是否签约',
        action_type: 'condition_check',
        delay_minutes: 10080,
        check: { field: 'stage', op: 'eq', value: 'won' },
        next_steps: [
          { way: 'yes', to: 'thanks' },
          { way: 'no', to: 'not_signed' },
        ],
      },
      {
        id: 'thanks',
        name: '感谢签约',
        action_type: 'send_message',
        content: '{contact_name|您好}，感谢信任！接下来会有同事跟您对接交付，进度我也会一直盯着，有事随时找我。',
        next_steps: ['reached'],
      },
      { id: 'reached', name: '已签约', action_type: 'end', outcome: 'reached' },
      { id: 'not_signed', name: '还没签约', action_type: 'end', outcome: 'stopped', reason: '一周内没有签约' },
    ],
    trigger_config: {
      auto_trigger: true,
      type: 'stage_changed',
      stages: ['negotiation'],
      re_entry: { rule: 'after_days', days: 30 },
    },
    settings: { goal: { kind: 'stage', stage: 'won' }, priority: 'high' },
  },
};
