import { expect, it } from 'vitest';
import { draftFromGoal } from './draft-from-goal.ts';

it.each([
  ['新加的好友先打招呼再介绍公司', 'welcome-new-friend'],
  ['报过价但还没答复的客户跟进一下', 'price-follow-up'],
  ['合同快到期了提醒客户续约', 'renewal-reminder'],
  ['客户过生日那天送祝福', 'birthday-care'],
  ['请老客户来参加我们的沙龙', 'event-invitation'],
  ['打完电话有意向的，微信上接着聊', 'call-follow-up'],
  ['催客户把合同签了盖章', 'contract-signing'],
  ['约客户看产品演示', 'demo-booking'],
  ['双十一促销活动推给客户', 'event-promotion'],
  ['成交后回访问问使用情况', 'after-sales-care'],
  ['唤回流失的老客户', 'win-back'],
  ['一周没回复的客户再问一次', 'seven-days-silent'],
  ['给潜在客户每周发行业资讯', 'weekly-nurturing'],
  ['刚认识的人先破冰了解需求', 'ice-breaking'],
])('%s', (goal, name) => {
  expect(draftFromGoal(goal)?.item.name).toBe(name);
});

it('takes what the sentence names into the draft', () => {
  const silent = draftFromGoal('带高意向标签的客户十天没回复就再问一次，等2天')!;
  expect(silent.item.name).toBe('seven-days-silent');
  expect(silent.content.trigger_config.conditions).toEqual({ field: 'last_message_days', op: 'gte', value: 10 });
  expect(silent.content.target_config.tags).toEqual(['高意向']);
  expect(silent.content.steps.find((step) => step.action_type === 'wait_reply')!['timeout_minutes']).toBe(2880);
  expect(silent.taken).toHaveLength(3);
  const campaign = draftFromGoal('做个促销“春节大促”的流程')!;
  expect(campaign.name).toBe('促销活动推广：春节大促');
  expect(campaign.content.settings.variables['campaign']).toBe('春节大促');
});

it('drafts nothing where nothing is near, and never changes the library', () => {
  expect(draftFromGoal('帮我订机票')).toBeNull();
  draftFromGoal('做个促销“春节大促”的流程');
  expect(draftFromGoal('做个促销活动')!.content.settings.variables['campaign']).toBe('');
});
