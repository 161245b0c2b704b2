import { isPassingFault } from './passing-fault.ts';

/** What kind of failure this is: it decides the HTTP status, whether a job retries, and what the model is told. */
export const ERROR_KINDS = ['invalid', 'not_found', 'forbidden', 'conflict', 'transient', 'bug'] as const;
export type ErrorKind = (typeof ERROR_KINDS)[number];

/** One entry of a room's error catalogue (`<room>/errors.ts`): a stable code, its kind and the sentence a person reads. */
export interface ErrorEntry {
  readonly kind: ErrorKind;
  /** Chinese sentence; `{name}` is filled from the error's details. */
  readonly zh: string;
  readonly en: string;
}

export type ErrorCatalogue = Readonly<Record<string, ErrorEntry>>;

export interface ErrorOptions {
  /** Values for the sentence's placeholders; safe to show to the person who asked. */
  readonly details?: Readonly<Record<string, unknown>>;
  readonly cause?: unknown;
}

/** The one base of every failure this service raises on purpose. Anything else that is thrown counts as a bug. */
export class AppError extends Error {
  override readonly name = 'AppError';
  readonly code: string;
  readonly kind: ErrorKind;
  readonly entry: ErrorEntry;
  readonly details: Readonly<Record<string, unknown>>;

  constructor(code: string, entry: ErrorEntry, options: ErrorOptions = {}) {
    super(fillSentence(entry.en, options.details ?? {}), { cause: options.cause });
    this.code = code;
    this.kind = entry.kind;
    this.entry = entry;
    this.details = options.details ?? {};
  }

  /** The sentence for a person, in their language. */
  sentence(locale: 'zh' | 'en'): string {
    return fillSentence(this.entry[locale], this.details);
  }
}

/**
 * Makes a room's throwing function from its catalogue: `const crmError = errorsOf(CRM_ERRORS)`, then
 * `throw crmError('crm.customer_not_found', { details: { id } })`.
 */
export function errorsOf<const C extends ErrorCatalogue>(catalogue: C) {
  return (code: keyof C & string, options?: ErrorOptions): AppError =>
    new AppError(code, catalogue[code] as ErrorEntry, options);
}

/**
 * Anything thrown, as an AppError, keeping the cause: a lost connection and the like become `kernel.not_ready`
 * (transient), everything else unknown becomes `kernel.unexpected` (a bug).
 */
export function toAppError(thrown: unknown): AppError {
  if (thrown instanceof AppError) return thrown;
  if (isPassingFault(thrown))
    return new AppError('kernel.not_ready', KERNEL_ERRORS['kernel.not_ready'], { cause: thrown });
  return new AppError('kernel.unexpected', KERNEL_ERRORS['kernel.unexpected'], { cause: thrown });
}

export const KERNEL_ERRORS = {
  'kernel.unexpected': {
    kind: 'bug',
    zh: '系统内部出了问题，已经记录下来。您的数据没有改动，请稍后再试。',
    en: 'Something went wrong inside the service. Nothing was changed.',
  },
  'kernel.invalid_input': {
    kind: 'invalid',
    zh: '提交的内容有误：{problems}',
    en: 'The input is not valid: {problems}',
  },
  'kernel.config_invalid': {
    kind: 'invalid',
    zh: '配置有误，服务没有启动：{problems}',
    en: 'The configuration is not valid, the service did not start: {problems}',
  },
  'kernel.not_ready': {
    kind: 'transient',
    zh: '服务暂时不可用，请稍后再试。',
    en: 'The service is not ready, try again shortly.',
  },
} as const satisfies ErrorCatalogue;

function fillSentence(sentence: string, details: Readonly<Record<string, unknown>>): string {
  return sentence.replaceAll(/\{(\w+)\}/g, (whole, name: string) => (name in details ? String(details[name]) : whole));
}
