import { parsePhone, type PhoneNumber } from '../../../kernel/phone-number.ts';
import { callsError } from '../errors.ts';

/**
 * The number somebody typed.
 * @throws AppError `calls.bad_phone`
 */
export function numberOf(phone: string): PhoneNumber {
  const parsed = parsePhone(phone);
  if ('number' in parsed) return parsed.number;
  throw callsError('calls.bad_phone', { details: { phone } });
}
