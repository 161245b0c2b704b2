import { cancelInstance } from '../domain/sop/instances/steer-instance.ts';
import { steeringTool } from './steer-sop.ts';

export const stopSop = steeringTool({
  name: 'stop_sop',
  title: '停止流程',
  description:
    '结束一个客户或联系人的 SOP 流程，不再继续，还没发出的消息一起撤回。只是先停一会儿用 pause_sop。about 原样写用户的话。',
  phrases: [
    '停止{customer}的SOP流程',
    '取消{contact}的流程',
    '{customer}的流程不用再跑了',
    '终止{customer}的跟进流程',
    '把{contact}的SOP取消掉',
    '结束{customer}的流程，原因是{reason}',
    '{contact}的流程彻底停掉',
    '{customer}已经成交，流程取消吧',
    '取消{customer}的报价跟进流程',
  ],
  from: ['pending', 'executing', 'paused'],
  becomes: 'cancelled',
  deed: '停止',
  means: '不再继续，还没发出的消息一起撤回，不能恢复。',
  next: () => '哪些客户正在走SOP流程',
  work: cancelInstance,
});
