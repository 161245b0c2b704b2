import type { LibraryTemplate } from './library-template.ts';

/** Thirty and seven days before a contract ends its renewal is brought up. */
export const renewalReminder: LibraryTemplate = {
  name: 'renewal-reminder',
  title: '续约提醒',
  description: '合同到期前 30 天和 7 天提醒续约，有意向就请负责人处理。',
  sop_type: 'retention',
  category: '客户留存',
  tags: ['续约', '续费', '到期'],
  situation: '客户的合同或服务快到期，要提醒续约、续费',
  words: ['续约', '续费', '到期', '续签', '合同到期', '服务到期'],
  content: {
    steps: [
      {
        id: 'known',
        name: '看有没有到期日期',
        action_type: 'condition_check',
        check: { field: 'customer.contract_ends_on', op: 'exists' },
        next_steps: [
          { way: 'yes', to: 'month_before' },
          { way: 'no', to: 'ask_date' },
        ],
      },
      {
        id: 'ask_date',
        name: '请负责人补到期日期',
        action_type: 'notify_manual',
        message: '{customer_name|客户}没有登记合同到期日期，续约提醒没有发。请补上合同以后再开始一次。',
        next_steps: ['unknown'],
      },
      { id: 'unknown', name: '不知道何时到期', action_type: 'end', outcome: 'stopped', reason: '没有合同到期日期' },
      {
        id: 'month_before',
        name: '到期前 30 天提醒',
        action_type: 'send_message',
        delay_until: { date_field: 'customer.contract_ends_on', time: '10:00', offset_days: -30 },
        content:
          '{contact_name|您好}，贵公司的服务快到期了。为了不影响使用，想提前跟您确认续约的安排，也想听听这段时间用下来有哪些地方需要改进。',
      },
      {
        id: 'wait_first',
        name: '等待回复',
        action_type: 'wait_reply',
        timeout_minutes: 10080,
        next_steps: [{ way: 'no_reply', to: 'week_before' }, { way: 'later', to: 'week_before' }, { to: 'tell_owner' }],
      },
      {
        id: 'week_before',
        name: '到期前 7 天提醒',
        action_type: 'send_message',
        delay_until: { date_field: 'customer.contract_ends_on', time: '10:00', offset_days: -7 },
        content:
          '{contact_name|您好}，服务马上就要到期了，到期后部分功能会停用。要续约的话，我今天就能把合同准备好；决定不续也请告诉我一声，我帮您把数据导出来。',
      },
      {
        id: 'wait_second',
        name: '再等回复',
        action_type: 'wait_reply',
        timeout_minutes: 4320,
        next_steps: ['tell_owner'],
      },
      {
        id: 'tell_owner',
        name: '请负责人处理续约',
        action_type: 'notify_manual',
        message: '{customer_name|客户}的续约请处理，{contact_name|联系人}最近的回复：“{last_reply|没有回复}”。',
      },
      {
        id: 'task',
        name: '排续约任务',
        action_type: 'create_task',
        title: '办理{customer_name|客户}的续约',
        due_in_minutes: 1440,
      },
    ],
    settings: { goal: { kind: 'reply', class: 'interested' }, timeout_days: 400, priority: 'high' },
  },
};
