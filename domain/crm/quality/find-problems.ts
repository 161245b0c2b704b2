import type { QualityProblem } from '../../../kernel/contracts/data-quality.ts';
import { isMadeUpPhone, parsePhones } from '../../../kernel/phone-number.ts';
import { isEmail, storedCreditCode } from './valid-fields.ts';

/** What a person reads for each thing that can be wrong. */
export const PROBLEM_WORDS: Readonly<Record<QualityProblem, string>> = {
  bad_phone: '电话格式不对',
  made_up_phone: '电话像是随手填的',
  bad_email: '邮箱格式不对',
  bad_credit_code: '统一社会信用代码不对',
  test_name: '名称像是测试数据',
  owner_gone: '负责人账号已停用',
};

export interface CheckedRecord {
  readonly name: string;
  readonly phone: string | null;
  readonly email: string | null;
  readonly credit_code: string | null;
  readonly owner_gone: boolean;
}

const TEST_NAME = /^(?:测试|test|试用|demo|未知|无|暂无|没有|匿名|xxx?|aaa+|123+|\?+|-+|\.+)[\d\s]*$/i;

/** Everything that is wrong with the values of a record, as they are stored. */
export function findProblems(record: CheckedRecord): QualityProblem[] {
  const problems: QualityProblem[] = [];
  if (record.phone) {
    const { numbers, problem } = parsePhones(record.phone);
    if (problem) problems.push('bad_phone');
    else if (numbers.some((number) => isMadeUpPhone(number.key))) problems.push('made_up_phone');
  }
  if (record.email && !isEmail(record.email)) problems.push('bad_email');
  if (record.credit_code && 'hint' in storedCreditCode(record.credit_code)) problems.push('bad_credit_code');
  if (TEST_NAME.test(record.name.trim())) problems.push('test_name');
  if (record.owner_gone) problems.push('owner_gone');
  return problems;
}
