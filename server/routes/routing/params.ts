import { z } from 'zod';

export const ROUTING_TAG = '流程';
export const base = '/api/v1/routing';
export const IdParams = z.object({ id: z.uuid() });
export const VersionParams = z.object({ id: z.uuid(), number: z.coerce.number().int().min(1) });
