import type { LibraryTemplate } from './library-template.ts';

/** Two easy questions find out what somebody does and what is hard about it. */
export const iceBreaking: LibraryTemplate = {
  name: 'ice-breaking',
  title: '破冰了解需求',
  description: '用两个轻松的问题了解对方在做什么、关心什么。',
  sop_type: 'nurturing',
  category: '客户获取',
  tags: ['破冰', '需求'],
  situation: '加了好友但还没聊起来，想自然地了解对方的行业和需求',
  words: ['破冰', '了解需求', '聊起来', '暖场', '熟悉', '打开话题'],
  content: {
    steps: [
      {
        id: 'ask_work',
        name: '问对方的工作',
        action_type: 'send_message',
        content:
          '{contact_name|您好}，{greeting}！想跟您请教一下，您这边主要负责哪块业务？了解以后，给您发的内容也更对路，不会乱打扰。',
      },
      {
        id: 'wait_work',
        name: '等对方回答',
        action_type: 'wait_reply',
        timeout_minutes: 2880,
        next_steps: [{ way: 'no_reply', to: 'share_case' }, { way: 'question', to: 'tell_owner' }, { to: 'ask_need' }],
      },
      {
        id: 'ask_need',
        name: '问目前的困难',
        action_type: 'send_message',
        content:
          '明白了，谢谢您！那现在这块工作里，您觉得花时间比较多、又不太顺的是哪个环节？我看看有没有同行的做法可以参考。',
      },
      {
        id: 'wait_need',
        name: '等对方说需求',
        action_type: 'wait_reply',
        timeout_minutes: 4320,
        next_steps: [{ way: 'no_reply', to: 'done' }, { to: 'tag_need' }],
      },
      { id: 'tag_need', name: '标记有需求', action_type: 'add_tag', tags: ['已了解需求'], next_steps: ['tell_owner'] },
      {
        id: 'share_case',
        name: '分享一个做法',
        action_type: 'send_message',
        content:
          '{contact_name|您好}，整理了一份同行常见问题的做法：{material_link|您需要的话回我“资料”两个字，我发给您}。有空再看就行，不方便也不用回复。',
        next_steps: ['done'],
      },
      {
        id: 'tell_owner',
        name: '请负责人回应',
        action_type: 'notify_manual',
        message: '{contact_name|客户}说：“{last_reply|（非文字消息）}”，请及时回应。',
        next_steps: ['done'],
      },
      { id: 'done', name: '结束', action_type: 'end', outcome: 'done' },
    ],
    settings: { goal: { kind: 'tag', tag: '已了解需求' } },
  },
};
