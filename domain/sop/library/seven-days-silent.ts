import type { LibraryTemplate } from './library-template.ts';

/** Somebody who has been silent for a week is asked once more, and then left in peace. */
export const sevenDaysSilent: LibraryTemplate = {
  name: 'seven-days-silent',
  title: '沉默 7 天跟进',
  description: '聊过但一周没有动静的客户，换个角度再问一次。',
  sop_type: 'follow_up',
  category: '客户跟进',
  tags: ['沉默', '跟进'],
  situation: '客户七天没有说话，想礼貌地再联系一次',
  words: ['沉默', '没回复', '不回', '没动静', '7天', '七天', '一周没'],
  content: {
    steps: [
      {
        id: 'still_silent',
        name: '看是否还沉默',
        action_type: 'condition_check',
        check: { field: 'last_message_days', op: 'gte', value: 7 },
        next_steps: [
          { way: 'yes', to: 'again' },
          { way: 'no', to: 'talking' },
        ],
      },
      { id: 'talking', name: '刚聊过，不用再问', action_type: 'end', outcome: 'stopped', reason: '七天内聊过' },
      {
        id: 'again',
        name: '换个角度再问',
        action_type: 'send_message',
        content:
          '{contact_name|您好}，{greeting}！上次聊到一半，不知道您那边进展怎么样了？要是时间或预算有变化，也可以告诉我，我按新的情况给您建议。',
      },
      {
        id: 'wait_first',
        name: '等待 3 天',
        action_type: 'wait_reply',
        timeout_minutes: 4320,
        next_steps: [{ way: 'no_reply', to: 'last' }, { way: 'later', to: 'plan_later' }, { to: 'tell_owner' }],
      },
      {
        id: 'last',
        name: '留一条退路',
        action_type: 'send_message',
        content: '{contact_name|您好}，可能您这阵子比较忙，我就先不打扰了。之后有需要，随时发消息给我就好。',
        next_steps: ['stopped'],
      },
      { id: 'stopped', name: '没有回应', action_type: 'end', outcome: 'stopped', reason: '没有回复' },
      {
        id: 'plan_later',
        name: '排下次联系',
        action_type: 'create_task',
        title: '再联系{contact_name|客户}',
        content: '客户说：{last_reply|（非文字消息）}',
        due_in_minutes: 10080,
        next_steps: ['reached'],
      },
      {
        id: 'tell_owner',
        name: '请负责人接着聊',
        action_type: 'notify_manual',
        message: '沉默的{contact_name|客户}回复了：“{last_reply|（非文字消息）}”，请接着沟通。',
        next_steps: ['reached'],
      },
      { id: 'reached', name: '重新聊起来', action_type: 'end', outcome: 'reached' },
    ],
    trigger_config: {
      auto_trigger: true,
      type: 'condition',
      conditions: { last_message_days: { operator: 'between', value: [7, 30] }, user_type: 'friend' },
      re_entry: { rule: 'after_days', days: 30 },
    },
    settings: { goal: { kind: 'reply', class: 'interested' } },
  },
};
