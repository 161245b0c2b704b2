import { z } from 'zod';
import { ListQuery } from './paging.ts';

/** How colleagues and robots worked together in one matter. Times are seconds from a question to its answer. */
export const CollaborationView = z.object({
  id: z.uuid(),
  conversation_id: z.uuid(),
  conversation_name: z.string(),
  session_id: z.uuid(),
  person_id: z.uuid(),
  person_name: z.string(),
  questions: z.int(),
  answered: z.int(),
  /** Of the first answer, and the middle one of all; null without an answer. */
  first_seconds: z.int().nullable(),
  median_seconds: z.int().nullable(),
  /** Answers by who gave them: `robot` and the roles of a group. */
  by_role: z.record(z.string(), z.int()),
  at: z.iso.datetime(),
});
export type CollaborationView = z.infer<typeof CollaborationView>;

export const CollaborationList = ListQuery.omit({ sort: true }).extend({
  conversation_id: z.uuid().optional(),
  /** Worked out at this moment or later, and before that one. */
  from: z.iso.datetime({ offset: true }).optional(),
  to: z.iso.datetime({ offset: true }).optional(),
});
export type CollaborationList = z.infer<typeof CollaborationList>;
