import { z } from 'zod';
import { parseCreditCode, type CreditCodeProblem } from '../../../kernel/credit-code.ts';
import { parsePhones, type PhoneProblem } from '../../../kernel/phone-number.ts';
import { crmError } from '../errors.ts';

/** The fields of a record that have a form of their own. */
export interface CheckedFields {
  phone?: string | null | undefined;
  email?: string | null | undefined;
  credit_code?: string | null | undefined;
}

/** What is wrong with a phone number, and what to do. */
export const PHONE_HINTS: Readonly<Record<PhoneProblem, string>> = {
  masked: '号码里有星号，请填写完整的号码',
  not_a_number: '里面有不属于号码的文字',
  no_area_code: '座机请写上区号，例如 0512-66668888',
  wrong_length: '手机号应为 11 位，座机为区号加 7 到 8 位；国外号码请以 + 和国家代码开头',
};

const CREDIT_HINTS: Readonly<Record<CreditCodeProblem, string>> = {
  wrong_length: '应为 18 位',
  wrong_character: '只能有数字和大写字母，没有 I、O、S、V、Z',
  wrong_check: '最后一位校验码对不上，请核对营业执照',
};

/** The stored form of a phone field: one number, or several with a slash between. The hint says what is wrong. */
export function storedPhone(text: string): { readonly value: string } | { readonly hint: string } {
  const { numbers, problem } = parsePhones(text);
  if (problem) return { hint: PHONE_HINTS[problem] };
  const value = numbers.map((number) => number.text).join('/');
  return value.length > 30 ? { hint: '最多填写两个号码' } : { value };
}

/** The stored form of a unified social credit code. The hint says what is wrong. */
export function storedCreditCode(text: string): { readonly value: string } | { readonly hint: string } {
  const parsed = parseCreditCode(text);
  return 'code' in parsed ? { value: parsed.code } : { hint: CREDIT_HINTS[parsed.problem] };
}

/** Whether the text is an e-mail address, as all forms judge it. */
export function isEmail(text: string): boolean {
  return z.email().max(120).safeParse(text).success;
}

/**
 * The input with phone number and credit code in their stored form. A value that stays as it is stored is not judged, so
 * that an old wrong number does not keep anybody from correcting something else.
 *
 * @throws AppError `crm.bad_phone`, `crm.bad_email`, `crm.bad_credit_code`
 */
export function validFields<I extends CheckedFields>(input: I, stored: CheckedFields = {}): I {
  const fixed: CheckedFields = {};
  if (input.phone && input.phone !== stored.phone) {
    const phone = storedPhone(input.phone);
    if ('hint' in phone) throw crmError('crm.bad_phone', { details: { phone: input.phone, hint: phone.hint } });
    fixed.phone = phone.value;
  }
  if (input.email && input.email !== stored.email && !isEmail(input.email)) {
    throw crmError('crm.bad_email', { details: { email: input.email } });
  }
  if (input.credit_code && input.credit_code !== stored.credit_code) {
    const code = storedCreditCode(input.credit_code);
    if ('hint' in code) {
      throw crmError('crm.bad_credit_code', { details: { credit_code: input.credit_code, hint: code.hint } });
    }
    fixed.credit_code = code.value;
  }
  return { ...input, ...fixed };
}
