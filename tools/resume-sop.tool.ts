import { resumeInstance } from '../domain/sop/instances/steer-instance.ts';
import { steeringTool } from './steer-sop.ts';

export const resumeSop = steeringTool({
  name: 'resume_sop',
  title: '恢复流程',
  description: '恢复一个客户或联系人暂停着的 SOP 流程，从停下的那一步继续。about 原样写用户的话。',
  phrases: [
    '恢复{customer}的流程',
    '恢复{contact}的SOP流程',
    '{customer}的流程继续跑',
    '让{contact}的流程接着走',
    '{customer}的SOP可以继续了',
    '把{customer}暂停的流程恢复',
    '{contact}的流程重新跑起来',
    '继续{customer}的跟进流程',
    '流程恢复吧',
  ],
  from: ['paused'],
  becomes: 'executing',
  deed: '恢复',
  means: '从停下的那一步继续。',
  next: (one) => `${one.contact_name}的流程走到哪一步了`,
  work: async (scope, id) => await resumeInstance(scope, id),
});
