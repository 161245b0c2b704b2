import { z } from 'zod';

export const SOP_TAG = 'SOP';
export const base = '/api/v1/sop';
export const IdParams = z.object({ id: z.uuid() });
export const VersionParams = z.object({ id: z.uuid(), number: z.coerce.number().int().min(1).max(1_000_000) });

/** A body that may be left out altogether where nothing in it must be said. */
export const optionalBody = <S extends z.ZodType>(schema: S) => z.preprocess((body) => body ?? {}, schema);
