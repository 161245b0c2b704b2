import { libraryJourney } from '../support/sop-library-journey.ts';

libraryJourney({
  'welcome-new-friend': [
    {
      name: '三天没有回复，通知人工',
      steps: 'welcome wait_day introduce wait_answer tell_owner',
      outcome: 'done',
    },
    {
      name: '回复了，打标签并请负责人接着聊',
      says: { wait_answer: '你好，主要想了解一下客户管理这块' },
      steps: 'welcome wait_day introduce wait_answer tag_answered hand_over',
      outcome: 'done',
    },
    {
      name: '以后再说，排回访',
      says: { wait_answer: '最近太忙了，下个月再说吧' },
      steps: 'welcome wait_day introduce wait_answer plan_later',
      outcome: 'done',
    },
    {
      name: '拒绝了，就此停下',
      says: { wait_answer: '不需要，谢谢' },
      steps: 'welcome wait_day introduce wait_answer',
      outcome: 'refused',
    },
    {
      name: '退订，以后也不打扰',
      says: { wait_answer: '退订，别再发了' },
      steps: 'welcome wait_day introduce wait_answer',
      outcome: 'do_not_disturb',
    },
  ],
  'weekly-nurturing': [
    {
      name: '没有回复，结束',
      variables: news(),
      steps: 'news case ask wait finish',
      outcome: 'done',
    },
    {
      name: '有兴趣，打标签并请负责人跟进',
      variables: news(),
      says: { wait: '有的，我们正好在看这方面的方案，挺感兴趣' },
      steps: 'news case ask wait tag tell_owner finish',
      outcome: 'done',
    },
    {
      name: '提问，请负责人跟进',
      variables: news(),
      says: { wait: '你们这个怎么收费？' },
      steps: 'news case ask wait tell_owner finish',
      outcome: 'done',
    },
    {
      name: '看了资讯就退订，不再发案例',
      variables: news(),
      at: { case: async (world, { wxid }) => await world.say(wxid, '退订') },
      steps: 'news case',
      outcome: 'do_not_disturb',
    },
    {
      name: '别的话，结束',
      variables: news(),
      says: { wait: '上次的发票还没寄到' },
      steps: 'news case ask wait finish',
      outcome: 'done',
    },
  ],
  'event-promotion': [
    { name: '没有回复，结束', variables: sale(), steps: 'poster details link wait finish', outcome: 'done' },
    {
      name: '有兴趣，请负责人接待',
      variables: sale(),
      says: { wait: '挺感兴趣的，我要报名' },
      steps: 'poster details link wait tell_owner finish',
      outcome: 'done',
    },
    {
      name: '提问，请负责人接待',
      variables: sale(),
      says: { wait: '优惠到什么时候？' },
      steps: 'poster details link wait tell_owner finish',
      outcome: 'done',
    },
    {
      name: '别的话，结束',
      variables: sale(),
      says: { wait: '上次的发票还没寄到' },
      steps: 'poster details link wait finish',
      outcome: 'done',
    },
  ],
  'ice-breaking': [
    { name: '没有回复，分享一个做法', steps: 'ask_work wait_work share_case done', outcome: 'done' },
    {
      name: '一开口就提问',
      says: { wait_work: '你们是做什么的？' },
      steps: 'ask_work wait_work tell_owner done',
      outcome: 'done',
    },
    {
      name: '聊出了需求',
      says: { wait_work: '我负责华东区的渠道销售', wait_need: '主要是跟进记录太散，交接的时候总丢' },
      steps: 'ask_work wait_work ask_need wait_need tag_need tell_owner done',
      outcome: 'done',
    },
    {
      name: '说了工作，没说需求',
      says: { wait_work: '我管采购' },
      steps: 'ask_work wait_work ask_need wait_need done',
      outcome: 'done',
    },
  ],
  'demo-booking': [
    {
      name: '愿意看，排演示',
      says: { wait_time: '可以啊，周四下午方便' },
      steps: 'invite wait_time tag plan_demo finish',
      outcome: 'done',
    },
    {
      name: '以后再约',
      says: { wait_time: '这周不行，下个月再说' },
      steps: 'invite wait_time plan_later finish',
      outcome: 'done',
    },
    {
      name: '先问问题',
      says: { wait_time: '演示要收费吗？' },
      steps: 'invite wait_time tell_owner finish',
      outcome: 'done',
    },
    {
      name: '别的话',
      says: { wait_time: '上次的发票还没寄到' },
      steps: 'invite wait_time tell_owner finish',
      outcome: 'done',
    },
    {
      name: '两次都没有回复',
      steps: 'invite wait_time offer_video wait_video finish',
      outcome: 'done',
    },
    {
      name: '第二次愿意看',
      says: { wait_video: '好的，那约周五上午看看吧，挺感兴趣' },
      steps: 'invite wait_time offer_video wait_video tag plan_demo finish',
      outcome: 'done',
    },
    {
      name: '第二次提问',
      says: { wait_video: '录像有多长？' },
      steps: 'invite wait_time offer_video wait_video tell_owner finish',
      outcome: 'done',
    },
  ],
});

function news() {
  return { news_link: 'https://example.com/news', case_link: 'https://example.com/case' };
}

function sale() {
  return {
    campaign: '春节营销',
    poster_link: 'https://example.com/poster',
    campaign_details: '满三套减一千',
    campaign_link: 'https://example.com/join',
  };
}
