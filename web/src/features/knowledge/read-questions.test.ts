import { expect, it } from 'vitest';
import { readQuestions } from './read-questions.ts';

it('reads questions with and without a document, and an anchor', () => {
  expect(readQuestions('退款几天到账 | 退款规则\n\n 保修多久｜保修政策｜十二个月 \n今天天气如何')).toEqual({
    questions: [
      { question: '退款几天到账', document: '退款规则', unanswerable: false },
      { question: '保修多久', document: '保修政策', anchor: '十二个月', unanswerable: false },
      { question: '今天天气如何', unanswerable: true },
    ],
    wrong: [],
  });
});

it('names the lines that cannot be read', () => {
  const long = '问'.repeat(501);
  expect(readQuestions(`好的问题\n| 只有资料\n问题 | | 锚点\na|b|c|d\n${long}`)).toEqual({
    questions: [{ question: '好的问题', unanswerable: true }],
    wrong: [2, 3, 4, 5],
  });
});
