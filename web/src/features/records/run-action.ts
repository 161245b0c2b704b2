import type { TFunction } from 'i18next';
import { describeError } from '../../api/describe-error.ts';
import { toast } from '../../ui/toast.tsx';

/** Does something and says how it went: `done` when it worked, the server's sentence when not. Answers whether. */
export async function runAction(t: TFunction, work: () => Promise<unknown>, done?: string): Promise<boolean> {
  try {
    await work();
    if (done !== undefined) toast.success(done);
    return true;
  } catch (error) {
    toast.error(describeError(error, t).message);
    return false;
  }
}
