import { z } from 'zod';
import { list, text } from './wire-fields.ts';

/**
 * The third shape of a job: a line of ListJobsByGroup. It is as the detailed one but without tasks, and it is there before the
 * first dial: so a batch is looked up by it.
 */
const ListedJob = z.object({ JobId: z.string().min(1), ReferenceId: text, Contacts: list });
const Contact = z.object({ ReferenceId: text });

export interface ListedJob {
  readonly job_id: string;
  readonly reference_ids: readonly string[];
}

/** Reads a line of a group's list; null when it has no id. */
export function readListedJob(raw: unknown): ListedJob | null {
  const parsed = ListedJob.safeParse(raw);
  if (!parsed.success) return null;
  const { JobId, ReferenceId, Contacts } = parsed.data;
  const ids = Contacts.map((one) => Contact.safeParse(one).data?.ReferenceId ?? null);
  return { job_id: JobId, reference_ids: [...new Set([ReferenceId, ...ids].filter((id) => id !== null))] };
}
