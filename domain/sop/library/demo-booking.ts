import type { LibraryTemplate } from './library-template.ts';

/** An invitation to a demonstration; who agrees is booked by a colleague, who is silent gets one more offer. */
export const demoBooking: LibraryTemplate = {
  name: 'demo-booking',
  title: '预约演示',
  description: '邀请客户看产品演示，愿意就请同事约时间，没回复再提醒一次。',
  sop_type: 'conversion',
  category: '销售转化',
  tags: ['演示', '预约'],
  situation: '客户对产品有兴趣，想约一次演示或试用',
  words: ['演示', '预约', '试用', '约时间', '看产品', 'demo', '体验'],
  content: {
    steps: [
      {
        id: 'invite',
        name: '邀请看演示',
        action_type: 'send_message',
        content:
          '{contact_name|您好}，{greeting}！我们可以线上给您演示一遍{product_name|产品}，大约 {demo_minutes|30} 分钟，按您的业务场景来讲。您本周哪天方便？',
      },
      {
        id: 'wait_time',
        name: '等对方给时间',
        action_type: 'wait_reply',
        timeout_minutes: 1440,
        next_steps: [
          { way: 'interested', to: 'tag' },
          { way: 'later', to: 'plan_later' },
          { way: 'question', to: 'tell_owner' },
          { way: 'no_reply', to: 'offer_video' },
          { to: 'tell_owner' },
        ],
      },
      {
        id: 'offer_video',
        name: '换一种方式',
        action_type: 'send_message',
        delay_until: { time: '10:00', weekdays: [1, 2, 3, 4, 5] },
        content:
          '{contact_name|您好}，知道您比较忙。要是不方便约时间，我先发一段演示录像给您看：{video_link|回我“录像”我就发您}。不需要的话告诉我一声，就不打扰您了。',
      },
      {
        id: 'wait_video',
        name: '再等回复',
        action_type: 'wait_reply',
        timeout_minutes: 2880,
        next_steps: [{ way: 'interested', to: 'tag' }, { way: 'no_reply', to: 'finish' }, { to: 'tell_owner' }],
      },
      { id: 'tag', name: '标记待演示', action_type: 'add_tag', tags: ['待演示'], next_steps: ['plan_demo'] },
      {
        id: 'plan_demo',
        name: '排演示任务',
        action_type: 'create_task',
        title: '与{contact_name|客户}约演示',
        content: '客户说：{last_reply|（非文字消息）}',
        due_in_minutes: 120,
        next_steps: ['finish'],
      },
      {
        id: 'plan_later',
        name: '排一次回访',
        action_type: 'create_task',
        title: '再约{contact_name|客户}看演示',
        content: '客户说：{last_reply|（非文字消息）}',
        due_in_minutes: 10080,
        next_steps: ['finish'],
      },
      {
        id: 'tell_owner',
        name: '请负责人回应',
        action_type: 'notify_manual',
        message: '邀请{contact_name|客户}看演示，对方说：“{last_reply|（非文字消息）}”，请回应。',
        next_steps: ['finish'],
      },
      { id: 'finish', name: '结束', action_type: 'end' },
    ],
    settings: { goal: { kind: 'tag', tag: '待演示' } },
  },
};
