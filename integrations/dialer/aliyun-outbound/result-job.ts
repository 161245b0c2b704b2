import { z } from 'zod';
import type { JobResult, LatestDial } from '../../../domain/calls/call-results.ts';
import { count, flag, hungUpBy, list, moment, text, written } from './wire-fields.ts';
import { END_REASON, FAILURE_REASON, JOB_STATUS, TASK_STATUS, wordOf } from './wire-words.ts';

/**
 * The first shape of a job: a line of QueryJobsWithResult. The id is `Id`, there is no conversation, the person stands in the
 * latest task, and that is missing before the first dial.
 */
const ResultJob = z.object({
  Id: z.string().min(1),
  Status: written,
  JobFailureReason: written,
  LatestTask: z
    .object({
      Status: written,
      CallTime: moment,
      /** Milliseconds. */
      CallDuration: count,
      HangUpDirection: text,
      HasAnswered: flag,
      HasHangUpByRejection: flag,
      TaskEndReason: written,
      Contact: z.object({ PhoneNumber: text, ReferenceId: text }).nullish().catch(null),
      TagHits: list,
    })
    .nullish()
    .catch(null),
});

const TagHit = z.object({ TagName: z.string().min(1), TagGroup: text });

/** Reads a line of the results; null when it has no id. */
export function readResultJob(raw: unknown): JobResult | null {
  const parsed = ResultJob.safeParse(raw);
  if (!parsed.success) return null;
  const { Id, Status, JobFailureReason, LatestTask: task } = parsed.data;
  const latest: LatestDial | null = task
    ? {
        state: wordOf(TASK_STATUS, task.Status) ?? 'unknown',
        called_at: task.CallTime,
        seconds: task.CallDuration === null ? null : Math.round(task.CallDuration / 1000),
        answered: task.HasAnswered,
        rejected: task.HasHangUpByRejection === true,
        hung_up_by: hungUpBy(task.HangUpDirection),
        end_reason: wordOf(END_REASON, task.TaskEndReason),
        labels: task.TagHits.flatMap((hit) => {
          const read = TagHit.safeParse(hit);
          return read.success ? [{ name: read.data.TagName, group: read.data.TagGroup ?? '' }] : [];
        }),
      }
    : null;
  return {
    job_id: Id,
    state: wordOf(JOB_STATUS, Status) ?? 'unknown',
    failure: wordOf(FAILURE_REASON, JobFailureReason),
    reference_id: task?.Contact?.ReferenceId ?? null,
    phone: task?.Contact?.PhoneNumber ?? null,
    latest,
  };
}
