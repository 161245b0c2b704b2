import type { LibraryTemplate } from './library-template.ts';

/** A campaign: poster, details half an hour later, the link two hours later (scenario 3 of spec 000). */
export const eventPromotion: LibraryTemplate = {
  name: 'event-promotion',
  title: '促销活动推广',
  description: '先发活动海报，半小时后讲清楚内容，两小时后发参加方式。',
  sop_type: 'promotion',
  category: '活动推广',
  tags: ['促销', '活动'],
  situation: '有促销或优惠活动，要通知一批客户',
  words: ['促销', '优惠', '推广', '海报', '打折', '活动推广', '大促'],
  content: {
    steps: [
      {
        id: 'poster',
        name: '发送活动海报',
        action_type: 'send_message',
        content: '{contact_name|您好}，我们的“{campaign}”开始了，海报在这里：{poster_link}',
      },
      {
        id: 'details',
        name: '30 分钟后发送详细介绍',
        action_type: 'send_message',
        delay_minutes: 30,
        content:
          '这次“{campaign}”的具体内容：{campaign_details}。活动时间：{campaign_time|以海报为准}。有不清楚的地方直接问我。',
      },
      {
        id: 'link',
        name: '2 小时后发送优惠链接',
        action_type: 'send_message',
        delay_minutes: 120,
        content: '想参加的话从这里进：{campaign_link}。暂时不需要也没关系；不想再收到这类活动，回我“退订”就好。',
      },
      {
        id: 'wait',
        name: '等待回复',
        action_type: 'wait_reply',
        timeout_minutes: 2880,
        next_steps: [{ way: 'interested', to: 'tell_owner' }, { way: 'question', to: 'tell_owner' }, { to: 'finish' }],
      },
      {
        id: 'tell_owner',
        name: '请负责人接待',
        action_type: 'notify_manual',
        message: '{contact_name|客户}对“{campaign}”有回应：“{last_reply|（非文字消息）}”，请接待。',
        next_steps: ['finish'],
      },
      { id: 'finish', name: '结束', action_type: 'end' },
    ],
    target_config: { tags: ['A类客户'] },
    settings: {
      variables: { campaign: '', poster_link: '', campaign_details: '', campaign_link: '' },
      goal: { kind: 'reply', class: 'interested' },
    },
  },
};
