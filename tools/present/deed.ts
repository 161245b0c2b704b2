import type { ActivityKind } from '../../kernel/contracts/crm.ts';

/** What is done with somebody, by the kind of follow-up: «拜访华星科技», «与华星科技开会». */
export const DEEDS: Readonly<Record<ActivityKind, (name: string) => string>> = {
  call: (name) => `电话联系${name}`,
  visit: (name) => `拜访${name}`,
  meeting: (name) => `与${name}开会`,
  wechat: (name) => `微信联系${name}`,
  email: (name) => `给${name}发邮件`,
  demo: (name) => `给${name}做演示`,
  note: (name) => `备注${name}`,
  other: (name) => `跟进${name}`,
};
