import { AppError } from '../../kernel/errors.ts';

/** What a call that must fail was refused with. Anything but an error of ours, and success, is thrown. */
export async function refusalOf(call: Promise<unknown>): Promise<AppError> {
  try {
    await call;
  } catch (thrown) {
    if (thrown instanceof AppError) return thrown;
    throw thrown;
  }
  throw new Error('the call was not refused');
}
