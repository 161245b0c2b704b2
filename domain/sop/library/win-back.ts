import type { LibraryTemplate } from './library-template.ts';

/** Old customers without a word for three months; two ways to say it are compared. */
export const winBack: LibraryTemplate = {
  name: 'win-back',
  title: '老客户唤回',
  description: '很久没来往的老客户，先问候，再分享新变化，最后请同事决定。',
  sop_type: 'retention',
  category: '客户留存',
  tags: ['唤回', '激活'],
  situation: '三个月以上没有来往的老客户，想重新联系上',
  words: ['唤回', '流失', '召回', '激活', '重新联系', '沉睡'],
  content: {
    steps: [
      {
        id: 'hello',
        name: '问候',
        action_type: 'send_message',
        content:
          '{contact_name|您好}，{greeting}！我是{account_nickname}，好久没联系了，近来一切顺利吗？之前的合作一直记在心里，想听听您最近的情况。',
      },
      {
        id: 'wait_hello',
        name: '等待 3 天',
        action_type: 'wait_reply',
        timeout_minutes: 4320,
        next_steps: [{ way: 'no_reply', to: 'split' }, { to: 'tell_owner' }],
      },
      {
        id: 'split',
        name: '两种说法各试一半',
        action_type: 'split',
        variants: [
          { name: 'news', title: '讲新变化', weight: 50 },
          { name: 'gift', title: '送一份资料', weight: 50 },
        ],
        next_steps: [
          { way: 'news', to: 'news' },
          { way: 'gift', to: 'gift' },
        ],
      },
      {
        id: 'news',
        name: '讲新变化',
        action_type: 'send_message',
        content:
          '{contact_name|您好}，这段时间我们更新了不少：{whats_new|流程更简单了，响应也更快}。您要是有兴趣，我发一份简短的说明；不方便就不用回。',
        next_steps: ['wait_last'],
      },
      {
        id: 'gift',
        name: '送一份资料',
        action_type: 'send_message',
        content:
          '{contact_name|您好}，整理了一份行业资料，想着您可能用得上：{material_link|回我“资料”我就发您}。不需要的话说一声就好，没关系的。',
        next_steps: ['wait_last'],
      },
      {
        id: 'wait_last',
        name: '等待一周',
        action_type: 'wait_reply',
        timeout_minutes: 10080,
        next_steps: [{ way: 'no_reply', to: 'silent' }, { to: 'tell_owner' }],
      },
      { id: 'silent', name: '标记沉睡', action_type: 'add_tag', tags: ['沉睡客户'], next_steps: ['stopped'] },
      { id: 'stopped', name: '没有回应', action_type: 'end', outcome: 'stopped', reason: '两次都没有回应' },
      {
        id: 'tell_owner',
        name: '请负责人接着聊',
        action_type: 'notify_manual',
        message: '老客户{contact_name|客户}回复了：“{last_reply|（非文字消息）}”，请接着沟通。',
        next_steps: ['reached'],
      },
      { id: 'reached', name: '重新联系上', action_type: 'end', outcome: 'reached' },
    ],
    trigger_config: {
      auto_trigger: true,
      type: 'condition',
      conditions: {
        last_message_days: { operator: 'gte', value: 90 },
        in_crm: true,
      },
      re_entry: { rule: 'after_days', days: 180 },
    },
    target_config: { without_tags: ['沉睡客户'] },
    settings: { priority: 'low' },
  },
};
