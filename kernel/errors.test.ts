import { describe, expect, it } from 'vitest';
import { AppError, errorsOf, toAppError, type ErrorCatalogue } from './errors.ts';

const CATALOGUE = {
  'test.gone': { kind: 'not_found', zh: '没有找到{what}。', en: '{what} is gone ({what}, {other}).' },
} as const satisfies ErrorCatalogue;
const testError = errorsOf(CATALOGUE);

describe('errors', () => {
  it('fill their sentence in both languages and leave unknown places as they are', () => {
    const error = testError('test.gone', { details: { what: '客户' } });
    expect(error.sentence('zh')).toBe('没有找到客户。');
    expect(error.message).toBe('客户 is gone (客户, {other}).');
    expect(error).toMatchObject({ code: 'test.gone', kind: 'not_found' });
  });

  it('do not read replacement patterns out of the details', () => {
    expect(testError('test.gone', { details: { what: "$& $1 $'" } }).sentence('zh')).toBe("没有找到$& $1 $'。");
  });

  it('keep what was thrown on purpose and call everything else a bug, with its cause', () => {
    const meant = testError('test.gone');
    expect(toAppError(meant)).toBe(meant);
    for (const thrown of [new TypeError('x'), 'text', undefined, null, { code: 'test.gone', kind: 'invalid' }]) {
      const error = toAppError(thrown);
      expect(error).toBeInstanceOf(AppError);
      expect(error).toMatchObject({ code: 'kernel.unexpected', kind: 'bug', cause: thrown });
    }
  });
});
