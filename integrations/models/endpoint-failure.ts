import { AppError } from '../../kernel/errors.ts';
import { MODEL_ERRORS } from './errors.ts';

/**
 * Why an endpoint gave no usable answer. `line` reasons say something of the endpoint's health and count for its
 * breaker; `answer` reasons belong to this one prompt; `skipped` ones never reached the endpoint.
 */
export const FAILURE_REASONS = {
  connect: 'line',
  unauthorized: 'line',
  forbidden: 'line',
  rate_limited: 'line',
  not_found: 'line',
  server_error: 'line',
  first_token_timeout: 'line',
  idle_timeout: 'line',
  total_timeout: 'line',
  cut: 'line',
  bad_stream: 'line',
  unexpected: 'line',
  rejected: 'answer',
  empty: 'answer',
  too_large: 'answer',
  truncated_call: 'answer',
  content_filter: 'answer',
  bad_arguments: 'answer',
  unknown_tool: 'answer',
  circuit_open: 'skipped',
  budget: 'skipped',
} as const;
export type FailureReason = keyof typeof FAILURE_REASONS;

export interface FailureFacts {
  /** The HTTP status, where there was one. */
  readonly status?: number;
  /** How long the vendor asks to be left alone, in milliseconds. */
  readonly retryAfterMs?: number;
  readonly cause?: unknown;
}

/** An endpoint failed and the next one is asked. Its message names the endpoint and the reason, never what was said. */
export class EndpointFailure extends AppError {
  readonly reason: FailureReason;
  readonly status: number | undefined;
  readonly retryAfterMs: number | undefined;

  constructor(endpoint: string, reason: FailureReason, facts: FailureFacts = {}) {
    const details = { endpoint, reason, ...(facts.status === undefined ? {} : { status: facts.status }) };
    super('models.endpoint_failed', MODEL_ERRORS['models.endpoint_failed'], { details, cause: facts.cause });
    this.reason = reason;
    this.status = facts.status;
    this.retryAfterMs = facts.retryAfterMs;
  }

  /** Whether the failure tells of the endpoint and not of this one prompt. */
  get ofTheLine(): boolean {
    return FAILURE_REASONS[this.reason] === 'line';
  }
}
