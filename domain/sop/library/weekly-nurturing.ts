import type { LibraryTemplate } from './library-template.ts';

/** Every Monday: news of the field, a case after three days, a question a week later (scenario 2 of spec 000). */
export const weeklyNurturing: LibraryTemplate = {
  name: 'weekly-nurturing',
  title: '潜在客户培育',
  description: '每周一开始：行业资讯，三天后案例，再过一周问需求。',
  sop_type: 'nurturing',
  category: '客户培育',
  tags: ['培育', '资讯', '案例'],
  situation: '有潜力但暂时不买的客户，定期发有用的内容，慢慢培养',
  words: ['培育', '潜在客户', '行业资讯', '案例', '每周', '长期', '内容'],
  content: {
    steps: [
      {
        id: 'news',
        name: '发送行业资讯',
        action_type: 'send_message',
        content: '{contact_name|您好}，本周行业里有几条消息值得留意：{news_link}。不想再收到这类内容，回我“退订”就好。',
      },
      {
        id: 'case',
        name: '3 天后发送案例',
        action_type: 'send_message',
        delay_minutes: 4320,
        content:
          '{contact_name|您好}，这是一位同行客户的实际做法，从遇到的问题到怎么解决写得比较细，供您参考：{case_link}。暂时用不上也没关系。',
      },
      {
        id: 'ask',
        name: '一周后询问需求',
        action_type: 'send_message',
        delay_minutes: 10080,
        content:
          '{contact_name|您好}，前面发的资讯和案例对您有帮助吗？您这边要是也有类似的计划，我可以按您的情况整理一份建议。',
      },
      {
        id: 'wait',
        name: '等待回复',
        action_type: 'wait_reply',
        timeout_minutes: 4320,
        next_steps: [
          { way: 'interested', to: 'tag' },
          { way: 'question', to: 'tell_owner' },
          { way: 'no_reply', to: 'finish' },
          { to: 'finish' },
        ],
      },
      { id: 'tag', name: '标记高意向', action_type: 'add_tag', tags: ['高意向'], next_steps: ['tell_owner'] },
      {
        id: 'tell_owner',
        name: '请负责人跟进',
        action_type: 'notify_manual',
        message: '培育中的{contact_name|客户}有回应：“{last_reply|（非文字消息）}”，请尽快跟进。',
        next_steps: ['finish'],
      },
      { id: 'finish', name: '结束', action_type: 'end' },
    ],
    trigger_config: {
      auto_trigger: true,
      type: 'schedule',
      cron: '0 9 * * 1',
      re_entry: { rule: 'after_days', days: 60 },
    },
    target_config: { tags: ['潜在客户'] },
    settings: { variables: { news_link: '', case_link: '' }, goal: { kind: 'tag', tag: '高意向' }, priority: 'low' },
  },
};
