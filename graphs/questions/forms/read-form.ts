import type { z } from 'zod';

/** A filled form, or what is wrong with the answer, in words for the model. */
export type FormReading<Form> =
  { readonly kind: 'filled'; readonly form: Form } | { readonly kind: 'fault'; readonly fault: string };

const MOST_FAULTS = 5;

/** Reads a form out of a model's answer: plain JSON, in a code block, or between other words. Never throws. */
export function readForm<Form>(text: string, schema: z.ZodType<Form>): FormReading<Form> {
  const from = text.indexOf('{');
  const to = text.lastIndexOf('}');
  if (from < 0 || to < from) return { kind: 'fault', fault: '没有 JSON 对象' };
  let value: unknown;
  try {
    value = JSON.parse(text.slice(from, to + 1));
  } catch {
    return { kind: 'fault', fault: '不是合法的 JSON' };
  }
  const parsed = schema.safeParse(value);
  if (parsed.success) return { kind: 'filled', form: parsed.data };
  const faults = parsed.error.issues
    .slice(0, MOST_FAULTS)
    .map(({ path, message }) => `${path.join('.')} ${message}`.trim());
  return { kind: 'fault', fault: faults.join('；') };
}
