import type { LibraryTemplate } from './library-template.ts';

/** After a quotation: was it received, what is in the way, and a call at the end. */
export const priceFollowUp: LibraryTemplate = {
  name: 'price-follow-up',
  title: '报价跟进',
  description: '报价发出以后，隔天确认收到，三天后问顾虑，一周后请同事打电话。',
  sop_type: 'follow_up',
  category: '销售转化',
  tags: ['报价', '跟进'],
  situation: '已经报过价，客户还没有答复',
  words: ['报价', '价格', '跟进报价', '砍价', '考虑', '还没答复', '预算'],
  content: {
    steps: [
      {
        id: 'confirm',
        name: '隔天确认收到',
        action_type: 'send_message',
        delay_until: { time: '10:00', weekdays: [1, 2, 3, 4, 5], after_days: 1 },
        content: '{contact_name|您好}，昨天发您的报价单收到了吗？里面每一项怎么算的，您有疑问我都可以逐条说明。',
      },
      {
        id: 'wait_first',
        name: '等待回复 3 天',
        action_type: 'wait_reply',
        timeout_minutes: 4320,
        next_steps: [
          { way: 'interested', to: 'push' },
          { way: 'later', to: 'plan_later' },
          { way: 'no_reply', to: 'ask_worry' },
          { to: 'tell_owner' },
        ],
      },
      {
        id: 'ask_worry',
        name: '问顾虑',
        action_type: 'send_message',
        content:
          '{contact_name|您好}，想了解一下您对方案的想法：是价格、功能还是时间上有顾虑？说出来我们一起看怎么调整。要是这次不考虑了也请直说，不会再催您。',
      },
      {
        id: 'wait_second',
        name: '再等 4 天',
        action_type: 'wait_reply',
        timeout_minutes: 5760,
        next_steps: [{ way: 'interested', to: 'push' }, { way: 'later', to: 'plan_later' }, { to: 'tell_owner' }],
      },
      { id: 'push', name: '标记有意向', action_type: 'add_tag', tags: ['高意向'], next_steps: ['tell_owner'] },
      {
        id: 'plan_later',
        name: '排下次跟进',
        action_type: 'create_task',
        title: '跟进{contact_name|客户}的报价',
        content: '客户说：{last_reply|（非文字消息）}',
        due_in_minutes: 10080,
        next_steps: ['finish'],
      },
      {
        id: 'tell_owner',
        name: '请负责人打电话',
        action_type: 'notify_manual',
        message: '{contact_name|客户}的报价需要您跟进，最近的回复：“{last_reply|没有回复}”。建议打个电话。',
        next_steps: ['finish'],
      },
      { id: 'finish', name: '结束', action_type: 'end' },
    ],
    trigger_config: {
      auto_trigger: true,
      type: 'stage_changed',
      stages: ['proposal'],
      re_entry: { rule: 'after_days', days: 30 },
    },
    settings: { goal: { kind: 'stage', stage: 'negotiation' } },
  },
};
