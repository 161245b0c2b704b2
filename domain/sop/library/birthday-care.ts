import type { LibraryTemplate } from './library-template.ts';

/** A wish on the birthday, without selling. The date is given at the start, or the field is changed to one of the contact. */
export const birthdayCare: LibraryTemplate = {
  name: 'birthday-care',
  title: '生日祝福',
  description: '生日当天上午送祝福，不推销。',
  sop_type: 'retention',
  category: '客户关怀',
  tags: ['生日', '关怀'],
  situation: '客户生日，送一句祝福',
  words: ['生日', '祝福', '贺卡', '节日', '关怀'],
  content: {
    steps: [
      {
        id: 'known',
        name: '看有没有填生日',
        action_type: 'condition_check',
        check: { field: 'var.birthday', op: 'exists' },
        next_steps: [
          { way: 'yes', to: 'wish' },
          { way: 'no', to: 'unknown' },
        ],
      },
      { id: 'unknown', name: '没有生日', action_type: 'end', outcome: 'stopped', reason: '没有填生日，不送祝福' },
      {
        id: 'wish',
        name: '生日当天祝福',
        action_type: 'send_message',
        delay_until: { date_field: 'var.birthday', time: '09:30', yearly: true },
        content:
          '{contact_name|您好}，生日快乐！祝您身体健康、工作顺心，感谢您一直以来的信任。今天不聊工作，好好过生日。',
      },
      {
        id: 'wait',
        name: '等待一天',
        action_type: 'wait_reply',
        timeout_minutes: 1440,
        judge: false,
        next_steps: [
          { way: 'reply', to: 'tell_owner' },
          { way: 'no_reply', to: 'finish' },
        ],
      },
      {
        id: 'tell_owner',
        name: '请负责人回应',
        action_type: 'notify_manual',
        message:
          '{contact_name|客户}回复了生日祝福：“{last_reply|（非文字消息）}”，记得回一句。不方便聊业务，先不打扰。',
        next_steps: ['finish'],
      },
      { id: 'finish', name: '结束', action_type: 'end', outcome: 'reached' },
    ],
    settings: { variables: { birthday: '' }, timeout_days: 400, priority: 'low' },
  },
};
