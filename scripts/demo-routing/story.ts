/** One thing that happens in the group: somebody says something, or time passes until then. */
export interface StoryLine {
  /** `HH:MM` in Shanghai; smaller than the line before: the next day. */
  readonly at: string;
  readonly from?: string;
  readonly text?: string;
  /** What happens, for the report, where nobody speaks. */
  readonly note?: string;
}

export const GROUP = '星河项目服务群';
export const WORK_GROUP = '值班工作群';

/** What the robots may tell customers. */
export const DOCUMENT = {
  title: '发票与发货说明',
  text: [
    '# 发票与发货说明',
    '## 开票时间',
    '电子发票在付款后 3 个工作日内发到登记的邮箱。',
    '## 发货时间',
    '标准设备在合同生效后 10 个工作日内发货，发货当天会把物流单号发到群里。',
  ].join('\n\n'),
};

/** A morning, an evening and a night of one group. */
export const STORY: readonly StoryLine[] = [
  { at: '08:40', from: '群助理小陈', text: '大家早，今天我值班' },
  { at: '08:45', from: '周总', text: '早上好' },
  { at: '09:05', from: '周总', text: '电子发票付款后多久能收到？' },
  { at: '09:30', from: '售后小何', text: '@老丁 麻烦扫码登录一下，这边帮您升级' },
  { at: '09:31', from: '老丁', text: '好的，我在外面，晚点回去弄' },
  { at: '10:15', from: '售后小何', text: '@老丁 登录成功，升级好了' },
  { at: '11:00', from: '财神爷', text: '@周总 今天下班前把盖章的合同拍给我' },
  { at: '12:05', note: '一个小时过去，周总没有回应运营' },
  { at: '14:00', from: '周总', text: '你们这服务太差了，催了三次都没人管，我要投诉！' },
  { at: '14:03', from: '群助理小陈', text: '周总实在抱歉，我马上给您打电话' },
  { at: '14:20', from: '周总', text: '好的，问题解决了，谢谢小陈' },
  { at: '21:30', from: '老丁', text: '标准设备什么时候能发货？' },
  { at: '21:40', note: '晚班的延迟过去了' },
  { at: '01:20', from: '老丁', text: '睡不着，随便聊聊' },
  { at: '02:10', from: '周总', text: '系统登不上去了，急！客户在等，马上帮我处理' },
  { at: '02:30', note: '深夜的延迟过去了' },
  { at: '09:01', note: '天亮了' },
];
