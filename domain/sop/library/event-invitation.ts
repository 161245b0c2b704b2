import type { LibraryTemplate } from './library-template.ts';

/** An invitation to an event, a seat for who agrees, a reminder the day before. `event_day` is a date such as 2026-12-01. */
export const eventInvitation: LibraryTemplate = {
  name: 'event-invitation',
  title: '活动邀约',
  description: '邀请客户参加线下或线上活动，愿意的登记，前一天提醒。',
  sop_type: 'promotion',
  category: '活动推广',
  tags: ['活动', '邀约', '会议'],
  situation: '要邀请客户参加沙龙、展会、直播或会议',
  words: ['邀约', '邀请', '沙龙', '展会', '直播', '会议', '参加活动', '报名'],
  content: {
    steps: [
      {
        id: 'invite',
        name: '发出邀请',
        action_type: 'send_message',
        content:
          '{contact_name|您好}，我们在 {event_day} 有一场“{event_name}”，地点：{event_place}。内容跟您的业务比较相关，想请您来。方便参加吗？回我一声就给您留位；来不了也没关系。',
      },
      {
        id: 'wait',
        name: '等待 2 天',
        action_type: 'wait_reply',
        timeout_minutes: 2880,
        next_steps: [{ way: 'interested', to: 'tag' }, { way: 'question', to: 'tell_owner' }, { to: 'finish' }],
      },
      { id: 'tag', name: '标记已报名', action_type: 'add_tag', tags: ['活动已报名'] },
      {
        id: 'confirm',
        name: '确认留位',
        action_type: 'send_message',
        content: '好的，已经给您留位了！“{event_name}”，{event_day}，{event_place}。前一天我再提醒您一次。',
      },
      {
        id: 'remind',
        name: '前一天提醒',
        action_type: 'send_message',
        delay_until: { date_field: 'var.event_day', time: '15:00', offset_days: -1 },
        content:
          '{contact_name|您好}，明天就是“{event_name}”了，地点：{event_place}。路上有问题随时联系我，临时来不了也告诉我一声。',
        next_steps: ['reached'],
      },
      { id: 'reached', name: '已邀约', action_type: 'end', outcome: 'reached' },
      {
        id: 'tell_owner',
        name: '请负责人回答',
        action_type: 'notify_manual',
        message: '{contact_name|客户}问“{event_name}”：“{last_reply|（非文字消息）}”，请回答。',
        next_steps: ['finish'],
      },
      { id: 'finish', name: '结束', action_type: 'end' },
    ],
    settings: {
      variables: { event_name: '', event_day: '', event_place: '' },
      goal: { kind: 'tag', tag: '活动已报名' },
    },
  },
};
