import { z } from 'zod';

/** Rooms whose running a page may watch over the socket. */
export const LIVE_ROOMS = ['sop', 'routing', 'calls', 'reminders'] as const;
export const LiveRoom = z.enum(LIVE_ROOMS);
export type LiveRoom = z.infer<typeof LiveRoom>;

/**
 * Something happened in a watched room. `told.type` says what (spec 000 «实时执行监控»: `sop_step_started`,
 * `sop_instance_completed`, …), the rest are ids and figures, never texts of customers. It may be lost: what counts is read
 * over the routes.
 */
export const LiveFrame = z.object({
  type: z.literal('live'),
  room: LiveRoom,
  told: z.looseObject({ type: z.string() }),
});
export type LiveFrame = z.infer<typeof LiveFrame>;

/** So many happenings were passed over, because more came than the reader takes: what is shown has to be read again. */
export const LiveLostFrame = z.object({ type: z.literal('live_lost'), count: z.int() });
export type LiveLostFrame = z.infer<typeof LiveLostFrame>;
