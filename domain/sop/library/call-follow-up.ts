import type { LibraryTemplate } from './library-template.ts';

/** Whoever was interested on the phone gets what was promised, and a next step the day after. */
export const callFollowUp: LibraryTemplate = {
  name: 'call-follow-up',
  title: '外呼后跟进',
  description: '电话里有意向的客户，马上发资料，当天约下一步。',
  sop_type: 'follow_up',
  category: '外呼跟进',
  tags: ['外呼', '电话'],
  situation: '智能外呼或电话沟通以后，客户有意向，微信上接着跟',
  words: ['外呼', '电话', '通话', '打完电话', '接通', '呼叫'],
  content: {
    steps: [
      {
        id: 'thanks',
        name: '感谢接听',
        action_type: 'send_message',
        content:
          '{contact_name|您好}，我是刚才电话联系您的{account_nickname}。电话里提到的资料在这里：{material_link|您回我一声，我按您的情况整理好发来}。',
      },
      {
        id: 'wait_read',
        name: '等待半天',
        action_type: 'wait_reply',
        timeout_minutes: 240,
        next_steps: [
          { way: 'interested', to: 'tell_owner' },
          { way: 'question', to: 'tell_owner' },
          { way: 'later', to: 'plan_later' },
          { way: 'no_reply', to: 'ask_next' },
          { to: 'ask_next' },
        ],
      },
      {
        id: 'ask_next',
        name: '隔天约下一步',
        action_type: 'send_message',
        delay_until: { time: '10:00', weekdays: [1, 2, 3, 4, 5], after_days: 1 },
        content:
          '{contact_name|您好}，资料看了有什么想法吗？需要的话我请顾问跟您细聊二十分钟；现在不考虑也可以直接告诉我。',
      },
      {
        id: 'wait_next',
        name: '等待 2 天',
        action_type: 'wait_reply',
        timeout_minutes: 2880,
        next_steps: [{ way: 'later', to: 'plan_later' }, { way: 'no_reply', to: 'finish' }, { to: 'tell_owner' }],
      },
      {
        id: 'plan_later',
        name: '排下次联系',
        action_type: 'create_task',
        title: '再联系{contact_name|客户}',
        content: '客户说：{last_reply|（非文字消息）}',
        due_in_minutes: 10080,
        next_steps: ['finish'],
      },
      {
        id: 'tell_owner',
        name: '请负责人接着聊',
        action_type: 'notify_manual',
        message: '外呼客户{contact_name|客户}回复了：“{last_reply|（非文字消息）}”，请接着沟通。',
        next_steps: ['finish'],
      },
      { id: 'finish', name: '结束', action_type: 'end' },
    ],
    trigger_config: {
      auto_trigger: true,
      type: 'call_finished',
      interest: ['interested'],
      re_entry: { rule: 'after_days', days: 30 },
    },
    settings: { goal: { kind: 'reply', class: 'interested' }, priority: 'high' },
  },
};
