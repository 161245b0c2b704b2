import { z } from 'zod';
import { AppError, KERNEL_ERRORS } from '../kernel/errors.ts';

const WORDS = { zh: z.locales.zhCN().localeError, en: z.locales.en().localeError };

/** What is wrong with an input, field by field, in the person's language. */
export function invalidInput(schema: z.ZodType, data: unknown, locale: 'zh' | 'en'): AppError {
  const parsed = schema.safeParse(data, { error: WORDS[locale] });
  const issues = parsed.success ? [] : parsed.error.issues;
  const fields = issues.map((issue) => ({ path: issue.path.join('.'), message: issue.message }));
  const problems = fields
    .map((field) => (field.path ? `${field.path}: ${field.message}` : field.message))
    .join(locale === 'zh' ? '；' : '; ');
  return new AppError('kernel.invalid_input', KERNEL_ERRORS['kernel.invalid_input'], { details: { problems, fields } });
}
