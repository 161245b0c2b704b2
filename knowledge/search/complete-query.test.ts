import { expect, it } from 'vitest';
import { completeQuery } from './complete-query.ts';
import { splitQuestion, withoutCourtesy } from './split-question.ts';

const after = (before: string, query: string): string => completeQuery(query, [{ role: 'user', text: before }]);

it.each([
  ['企业版支持哪些功能', '它多少钱', '企业版'],
  ['样机借用要走什么流程', '最多几天', '样机'],
  ['MES标准版多少钱', '那质保几年', 'mes'],
])('after «%s», «%s» is about %s', (before, query, subject) => {
  expect(after(before, query).toLowerCase()).toContain(subject);
});

it('asks the former question again of something else', () => {
  const query = after('标准版支持多少个用户', '那企业版呢');
  expect(query).toContain('企业版');
  expect(query).toContain('用户');
  expect(query).not.toContain('标准版');
});

it('leaves a question alone that stands by itself, and one that nothing went before', () => {
  expect(after('企业版支持哪些功能', '实名认证要准备哪些材料')).toBe('实名认证要准备哪些材料');
  expect(completeQuery('它多少钱', [])).toBe('它多少钱');
  // 其他 is no pointer.
  expect(after('企业版支持哪些功能', '发票抬头有其他写法吗')).toBe('发票抬头有其他写法吗');
});

it('takes courtesy away and parts several questions', () => {
  expect(withoutCourtesy('您好，请问退款多久到账')).not.toContain('请问');
  const parts = splitQuestion('退款多久到账？发票抬头怎么改？');
  expect(parts).toEqual(['退款多久到账', '发票抬头怎么改']);
});
