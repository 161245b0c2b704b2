import { z } from 'zod';

/** Spec 003: the three actions. */
export const AutoTaskRequest = z.strictObject({ action: z.enum(['start', 'stop', 'check']) });

/** The envelope of spec 003. */
export const autoTaskAnswer = <T extends z.ZodType>(data: T) =>
  z.object({ status: z.literal('success'), code: z.literal(200), message: z.string(), data });

export const MonitorState = z.object({
  is_running: z.boolean(),
  changed_at: z.iso.datetime().nullable(),
  last_check_at: z.iso.datetime().nullable(),
  last_found: z.int().nullable(),
});
export type MonitorState = z.infer<typeof MonitorState>;
