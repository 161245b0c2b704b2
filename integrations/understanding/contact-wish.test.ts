import { describe, expect, it } from 'vitest';
import { refusesContact } from './contact-wish.ts';

describe('a wish not to be called', () => {
  it.each([
    '以后不要再给我打电话了',
    '你们别再打了行不行',
    '请不要再联系我',
    '把我的号码从名单里删掉',
    '拉黑了啊',
    '再打我就投诉',
    '你们这是骚扰电话',
    '别老给我打电话',
  ])('is one: %s', (text) => expect(refusesContact(text, 'call')).not.toBeNull());

  it.each([
    '不用了谢谢',
    '不需要',
    '这周别打电话了下周一再打',
    '你别打我这个号打我另外一个手机',
    '不用再打电话了直接加我微信',
    '现在别打我在开会',
    '不用联系快递了我自己去拿',
    '能不能打折',
    '别忘了打印合同',
    '你再打一次试试刚才没听清',
    '不要给我发票',
  ])('is none: %s', (text) => expect(refusesContact(text, 'call')).toBeNull());
});

describe('a wish not to be written to', () => {
  it.each(['别再发了', '退订', 'td', 't', '拉黑了', '把我删了吧', '不要群发给我', '请不要打扰我', '以后别通知我了'])(
    'is one: %s',
    (text) => expect(refusesContact(text, 'message')).not.toBeNull(),
  );

  it.each([
    '不用了谢谢',
    '不需要',
    '别发顺丰发京东',
    '我想退订会员',
    '套餐怎么退订',
    '发我看看',
    '不要了',
    '先别发货',
    'to',
  ])('is none: %s', (text) => expect(refusesContact(text, 'message')).toBeNull());
});
