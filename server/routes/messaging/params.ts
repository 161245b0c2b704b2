import { z } from 'zod';

export const MESSAGING_TAG = '消息';
export const base = '/api/v1/messaging';
export const IdParams = z.object({ id: z.uuid() });
