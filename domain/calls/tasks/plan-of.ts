import { z } from 'zod';
import type { CallPlanInput } from '../../../kernel/contracts/call-plans.ts';
import { CallPlan } from '../call-plan.ts';
import { callsError } from '../errors.ts';

/**
 * The plan as the dialer takes it.
 * @throws AppError `calls.plan_invalid`
 */
export function planOf(task: { readonly group_name: string; readonly plan: CallPlanInput }): CallPlan {
  const { starts_at, ends_at, ...plan } = task.plan;
  const parsed = CallPlan.safeParse(
    {
      ...plan,
      name: task.group_name,
      starts_at: starts_at ? new Date(starts_at) : null,
      ends_at: ends_at ? new Date(ends_at) : null,
    },
    { error: z.locales.zhCN().localeError },
  );
  if (parsed.success) return parsed.data;
  const problems = parsed.error.issues.map((issue) => `${issue.path.join('.')} ${issue.message}`.trim()).join('；');
  throw callsError('calls.plan_invalid', { details: { problems } });
}
