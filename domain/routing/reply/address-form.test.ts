import { expect, it } from 'vitest';
import { addressForm } from './address-form.ts';

it.each([
  ['周总', null, '周总'],
  ['星河科技-周总', null, '周总'],
  ['🌸李老师🌸', null, '李老师'],
  ['A阿杰', { name: '周建国', title: '采购总监' }, '周总'],
  ['jay', { name: '欧阳明', title: '部门经理' }, '欧阳经理'],
  ['jay', { name: '陈工', title: '主任' }, '陈主任'],
  ['jay', { name: '王一鸣', title: '高级工程师' }, '王工'],
  ['jay', { name: '赵敏', title: '财务' }, '赵老师'],
  ['jay', { name: '孙行', title: '科长' }, '孙科长'],
  ['jay', { name: '赵敏', title: null }, '赵敏'],
  ['jay', { name: '赵敏', title: '其他' }, '赵敏'],
  ['jay', null, 'jay'],
  ['🌸', null, ''],
  ['一个特别特别特别特别特别长的群昵称', null, ''],
] as const)('«%s» %o is spoken to as «%s»', (shown, contact, said) => {
  expect(addressForm({ shown, contact })).toBe(said);
});
