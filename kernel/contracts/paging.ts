import { z } from 'zod';

/** How every list is asked for. `sort` is `field` or `-field`. `q` searches names, companies and codes. */
export const ListQuery = z.strictObject({
  page: z.coerce.number().int().min(1).max(100_000).default(1),
  page_size: z.coerce.number().int().min(1).max(200).default(20),
  sort: z.string().max(40).optional(),
  q: z.string().max(100).optional(),
});

/** One page of a list with the number of all rows that match. */
export const pageOf = <T extends z.ZodType>(item: T) =>
  z.object({ items: z.array(item), total: z.int(), page: z.int(), page_size: z.int() });

export interface Page<T> {
  items: T[];
  total: number;
  page: number;
  page_size: number;
}

/** The one shape of every error answer. */
export const ErrorBody = z.object({
  error: z.object({
    code: z.string(),
    kind: z.string(),
    /** The sentence for the person, in the language of the request. */
    message: z.string(),
    details: z.record(z.string(), z.unknown()).optional(),
    request_id: z.string(),
  }),
});
export type ErrorBody = z.infer<typeof ErrorBody>;
