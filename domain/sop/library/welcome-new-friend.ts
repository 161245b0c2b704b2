import type { LibraryTemplate } from './library-template.ts';

/** A new friend is greeted, told about the company a day later, and handed to a colleague after three silent days (scenario 1 of spec 000). */
export const welcomeNewFriend: LibraryTemplate = {
  name: 'welcome-new-friend',
  title: '新好友欢迎',
  description: '加上好友马上问候，隔天介绍公司，三天没有回复就提醒同事。',
  sop_type: 'welcome',
  category: '客户获取',
  tags: ['欢迎', '破冰'],
  situation: '刚加上微信的新客户，先打招呼、再介绍公司',
  words: ['欢迎', '新好友', '加好友', '加微信', '打招呼', '公司介绍'],
  content: {
    steps: [
      {
        id: 'welcome',
        name: '发送欢迎消息',
        action_type: 'send_message',
        content:
          '{contact_name|您好}，{greeting}！我是{account_nickname}，很高兴认识您。之后产品和服务上的问题都可以直接发给我，我看到就回。',
      },
      { id: 'wait_day', name: '等待 24 小时', action_type: 'delay', delay_minutes: 1440 },
      {
        id: 'introduce',
        name: '发送公司介绍',
        action_type: 'send_message',
        content:
          '{contact_name|您好}，给您简单介绍一下我们：{company_intro|我们专注于企业服务，帮客户把销售和服务流程理顺}。您目前比较关心哪一块？方便的话回我一句，我给您发对应的资料；暂时不需要也没关系，跟我说一声就好。',
      },
      {
        id: 'wait_answer',
        name: '等待回复 72 小时',
        action_type: 'wait_reply',
        timeout_minutes: 4320,
        next_steps: [{ way: 'no_reply', to: 'tell_owner' }, { way: 'later', to: 'plan_later' }, { to: 'tag_answered' }],
      },
      {
        id: 'tag_answered',
        name: '标记已回复',
        action_type: 'add_tag',
        tags: ['已回复'],
        next_steps: ['hand_over'],
      },
      {
        id: 'hand_over',
        name: '请负责人接着聊',
        action_type: 'notify_manual',
        message: '新好友{contact_name|客户}回复了：“{last_reply|（非文字消息）}”，请接着沟通。',
        next_steps: [],
      },
      {
        id: 'plan_later',
        name: '排一次回访',
        action_type: 'create_task',
        title: '回访新好友{contact_name|客户}',
        content: '对方说以后再联系：{last_reply|}',
        due_in_minutes: 10080,
        next_steps: [],
      },
      {
        id: 'tell_owner',
        name: '通知人工跟进',
        action_type: 'notify_manual',
        message: '新好友{contact_name|客户}三天没有回复，请看看要不要打个电话。',
      },
    ],
    trigger_config: { auto_trigger: true, type: 'new_friend', conditions: { user_type: 'new_friend' } },
    settings: { goal: { kind: 'tag', tag: '已回复' } },
  },
};
