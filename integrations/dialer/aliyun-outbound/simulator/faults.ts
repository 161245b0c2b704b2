import { z } from 'zod';
import { ODDITIES } from './odd-answers.ts';

/**
 * A fault planned for coming calls:
 * `lost` the call is carried out, then the line drops; `cut` the line drops before; `slow` it is carried out, the answer takes
 * `ms`; `malformed` it is carried out, the answer breaks off; `status` an HTTP error with `status` and `code`, nothing is
 * done; `says_no` HTTP 200 with `Success: false` and `code`, nothing is done; `odd` it is carried out and answered oddly (`odd`).
 */
export const Fault = z.object({
  kind: z.enum(['lost', 'cut', 'slow', 'malformed', 'status', 'says_no', 'odd']),
  odd: z.enum(ODDITIES).default('missing_fields'),
  /** Only calls of this action. */
  action: z.string().optional(),
  /** Only calls whose parameters have these values: `{ "PageNumber": "2" }`. */
  params: z.record(z.string(), z.string()).default({}),
  /** Calls that fit and go through before it strikes. */
  skip: z.int().min(0).default(0),
  times: z.int().min(1).default(1),
  ms: z.int().min(0).max(60_000).default(1000),
  status: z.int().min(400).max(599).default(500),
  code: z.string().default('InternalError'),
  message: z.string().default('The request processing has failed due to some unknown error.'),
});
export type Fault = z.infer<typeof Fault>;
export type PlannedFault = z.input<typeof Fault>;

/** Faults that wait for their calls. */
export class FaultPlan {
  #waiting: { fault: Fault; skip: number; times: number }[] = [];

  add(planned: readonly PlannedFault[]): void {
    for (const one of planned) {
      const fault = Fault.parse(one);
      this.#waiting.push({ fault, skip: fault.skip, times: fault.times });
    }
  }

  clear(): void {
    this.#waiting = [];
  }

  /** The fault this call meets, if any: the first that fits and has not struck often enough. */
  take(action: string, params: Readonly<Record<string, string>>): Fault | null {
    for (const one of this.#waiting) {
      const { fault } = one;
      if (fault.action !== undefined && fault.action !== action) continue;
      if (Object.entries(fault.params).some(([name, value]) => params[name] !== value)) continue;
      if (one.skip > 0) {
        one.skip -= 1;
        continue;
      }
      one.times -= 1;
      if (one.times === 0) this.#waiting = this.#waiting.filter((other) => other !== one);
      return fault;
    }
    return null;
  }
}
