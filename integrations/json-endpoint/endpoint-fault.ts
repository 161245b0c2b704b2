/** Why an endpoint gave no usable answer. */
export class EndpointFault extends Error {
  override readonly name = 'EndpointFault';
  /** Another try may succeed. */
  readonly passing: boolean;
  readonly retryAfterMs: number | undefined;

  constructor(reason: string, options: { passing: boolean; retryAfterMs?: number; cause?: unknown }) {
    super(reason, { cause: options.cause });
    this.passing = options.passing;
    this.retryAfterMs = options.retryAfterMs;
  }
}
