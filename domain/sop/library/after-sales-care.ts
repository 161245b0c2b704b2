import type { LibraryTemplate } from './library-template.ts';

/** After a deal: how it goes on the third day, a visit by message on the fifteenth. */
export const afterSalesCare: LibraryTemplate = {
  name: 'after-sales-care',
  title: '售后关怀',
  description: '成交后第 3 天问使用情况，第 15 天回访，有问题马上转人工。',
  sop_type: 'retention',
  category: '售后服务',
  tags: ['售后', '关怀', '回访'],
  situation: '客户刚成交或刚交付，要关心使用情况、做回访',
  words: ['售后', '回访', '使用情况', '满意度', '交付', '关怀', '成交后'],
  content: {
    steps: [
      {
        id: 'third_day',
        name: '第 3 天问使用情况',
        action_type: 'send_message',
        delay_until: { time: '10:30', after_days: 3 },
        content: '{contact_name|您好}，用了几天，上手还顺利吗？遇到不清楚的地方直接发给我，截图也行，我找同事帮您看。',
      },
      {
        id: 'wait_first',
        name: '等待 2 天',
        action_type: 'wait_reply',
        timeout_minutes: 2880,
        next_steps: [{ way: 'question', to: 'tell_urgent' }, { to: 'half_month' }],
      },
      {
        id: 'tell_urgent',
        name: '请同事处理问题',
        action_type: 'notify_manual',
        message: '{contact_name|客户}使用中有问题：“{last_reply|（非文字消息）}”，请今天回复。',
        next_steps: ['half_month'],
      },
      {
        id: 'half_month',
        name: '第 15 天回访',
        action_type: 'send_message',
        delay_until: { time: '10:30', after_days: 12 },
        content:
          '{contact_name|您好}，用了半个月，想请您提提意见：哪里好用，哪里还要改？一两句话就行，不方便也没关系。',
      },
      {
        id: 'wait_second',
        name: '等待 3 天',
        action_type: 'wait_reply',
        timeout_minutes: 4320,
        next_steps: [{ way: 'no_reply', to: 'finish' }, { to: 'log' }],
      },
      {
        id: 'log',
        name: '请负责人看反馈',
        action_type: 'notify_manual',
        message: '{contact_name|客户}的使用反馈：“{last_reply|（非文字消息）}”。',
        next_steps: ['reached'],
      },
      { id: 'reached', name: '已回访', action_type: 'end', outcome: 'reached' },
      { id: 'finish', name: '结束', action_type: 'end' },
    ],
    trigger_config: {
      auto_trigger: true,
      type: 'stage_changed',
      stages: ['won'],
      re_entry: { rule: 'after_days', days: 90 },
    },
    settings: { goal: { kind: 'reply', class: 'other' } },
  },
};
