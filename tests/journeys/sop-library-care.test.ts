import { libraryJourney } from '../support/sop-library-journey.ts';

const salon = { event_name: '增长沙龙', event_day: '2026-12-20', event_place: '上海中心 3 楼' };

libraryJourney({
  'win-back': [
    {
      name: '一问候就回了',
      says: { wait_hello: '都挺好的，你们那边呢' },
      steps: 'hello wait_hello tell_owner reached',
      outcome: 'reached',
    },
    {
      name: '两次都没有回应（一种说法）',
      variant: 'news',
      steps: 'hello wait_hello split news wait_last silent stopped',
      outcome: 'stopped',
    },
    {
      name: '两次都没有回应（另一种说法）',
      variant: 'gift',
      steps: 'hello wait_hello split gift wait_last silent stopped',
      outcome: 'stopped',
    },
    {
      name: '第二次回了',
      says: { wait_last: '资料发我看看' },
      variant: 'gift',
      steps: 'hello wait_hello split gift wait_last tell_owner reached',
      outcome: 'reached',
    },
  ],
  'birthday-care': [
    {
      name: '没有回复',
      variables: { birthday: '1988-12-03' },
      steps: 'known wish wait finish',
      outcome: 'reached',
    },
    {
      name: '客气地回了一句',
      variables: { birthday: '1990-02-29' },
      says: { wait: '谢谢' },
      steps: 'known wish wait tell_owner finish',
      outcome: 'reached',
    },
    { name: '不知道生日，不祝福', steps: 'known unknown', outcome: 'stopped' },
  ],
  'event-invitation': [
    {
      name: '愿意来，前一天提醒',
      variables: salon,
      says: { wait: '好的，我一定参加' },
      steps: 'invite wait tag confirm remind reached',
      outcome: 'reached',
    },
    {
      name: '问一句，请负责人回答',
      variables: salon,
      says: { wait: '可以带同事一起吗？' },
      steps: 'invite wait tell_owner finish',
      outcome: 'done',
    },
    { name: '没有回复', variables: salon, steps: 'invite wait finish', outcome: 'done' },
  ],
  'call-follow-up': [
    {
      name: '有兴趣，请负责人接着聊',
      says: { wait_read: '资料看了，挺感兴趣的' },
      steps: 'thanks wait_read tell_owner finish',
      outcome: 'done',
    },
    {
      name: '提问',
      says: { wait_read: '多少钱一年？' },
      steps: 'thanks wait_read tell_owner finish',
      outcome: 'done',
    },
    {
      name: '以后再说',
      says: { wait_read: '最近忙，下个月再说' },
      steps: 'thanks wait_read plan_later finish',
      outcome: 'done',
    },
    { name: '两次都没有回复', steps: 'thanks wait_read ask_next wait_next finish', outcome: 'done' },
    {
      name: '先说别的，隔天说以后再说',
      says: { wait_read: '上次的发票还没寄到', wait_next: '年后再联系吧' },
      steps: 'thanks wait_read ask_next wait_next plan_later finish',
      outcome: 'done',
    },
    {
      name: '隔天有兴趣',
      says: { wait_next: '可以，约周五细聊' },
      steps: 'thanks wait_read ask_next wait_next tell_owner finish',
      outcome: 'done',
    },
  ],
  'seven-days-silent': [
    {
      name: '没有回应，留一条退路',
      prepare: async (world, { wxid }) => await world.say(wxid, '好的'),
      silentDays: 8,
      steps: 'still_silent again wait_first last stopped',
      outcome: 'stopped',
    },
    {
      name: '以后再说',
      prepare: async (world, { wxid }) => await world.say(wxid, '好的'),
      silentDays: 8,
      says: { wait_first: '过完年再看' },
      steps: 'still_silent again wait_first plan_later reached',
      outcome: 'reached',
    },
    {
      name: '又聊起来了',
      prepare: async (world, { wxid }) => await world.say(wxid, '好的'),
      silentDays: 8,
      says: { wait_first: '预算批下来了，可以继续' },
      steps: 'still_silent again wait_first tell_owner reached',
      outcome: 'reached',
    },
    {
      name: '刚说过话的，不再追问',
      prepare: async (world, { wxid }) => await world.say(wxid, '好的'),
      silentDays: 1,
      steps: 'still_silent talking',
      outcome: 'stopped',
    },
  ],
});
