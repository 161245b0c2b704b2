import { z } from 'zod';

/** The id in a path. */
export const IdParams = z.object({ id: z.uuid() });

/** The tag all these routes stand under on the API page. */
export const CRM_TAG = 'CRM';
