import { expect, it } from 'vitest';
import { bestWorkTime, onThisMachine } from '../../../tests/support/work-time.ts';
import { classifyBuiltin } from './classify-builtin.ts';

const MESSAGES = [
  '你好',
  '专业版多少钱一年，能开专票吗？',
  '后台一直打不开，帮我看一下，客户等着用',
  '你们这个服务太差了，等了三天都没人管，我要投诉',
  `${'我们这边的情况是这样的，上周三提交的申请到现在还没有结果。'.repeat(30)}麻烦处理一下`,
];

it('judges a message in a few milliseconds, long ones too', () => {
  const rounds = 20;
  const all = (): void => {
    for (let round = 0; round < rounds; round += 1) for (const text of MESSAGES) classifyBuiltin({ text, before: [] });
  };
  expect(bestWorkTime(all) / (rounds * MESSAGES.length)).toBeLessThan(onThisMachine(5));
});
