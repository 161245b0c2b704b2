import { pauseInstance } from '../domain/sop/instances/steer-instance.ts';
import { steeringTool } from './steer-sop.ts';

export const pauseSop = steeringTool({
  name: 'pause_sop',
  title: '暂停流程',
  description: '暂停一个客户或联系人的 SOP 流程，之后可以恢复。about 原样写用户的话（里面可以有流程名）。',
  phrases: [
    '先停一下',
    '先暂停一下',
    '{customer}的流程先停一下',
    '暂停{customer}的SOP流程',
    '{contact}的流程先暂停',
    '把{contact}的跟进流程停一停',
    '先别跑{customer}的流程了',
    '{customer}的SOP先停停，原因是{reason}',
    '暂停{contact}的流程',
    '{customer}的报价跟进流程暂停',
  ],
  from: ['pending', 'executing'],
  becomes: 'paused',
  deed: '暂停',
  means: '已经排队的消息仍会发出，之后等您恢复。',
  next: (one) => `恢复${one.contact_name}的流程`,
  work: pauseInstance,
});
