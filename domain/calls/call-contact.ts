import { z } from 'zod';

/** A person to be called. */
export const CallContact = z.strictObject({
  /** Our own id of this call: results are matched by it, and a lost batch is looked up by it. Unique in its group. */
  reference_id: z.string().min(1).max(64),
  /** Digits, with the area code for landlines; `+` and the country code for abroad. */
  phone: z.string().regex(/^\+?\d{5,20}$/),
  name: z.string().min(1).max(50),
  /** 先生, 女士 …, as the script addresses the person. */
  honorific: z.string().max(20).default(''),
  /** Values for the blanks of the script. */
  variables: z.record(z.string().min(1).max(50), z.string().max(200)).default({}),
});
export type CallContact = z.infer<typeof CallContact>;
