import { z } from 'zod';
import type { Dial, JobDetail, Turn } from '../../../domain/calls/call-results.ts';
import { duration, hungUpBy, list, moment, text, written } from './wire-fields.ts';
import { END_REASON, FAILURE_REASON, JOB_STATUS, TASK_STATUS, wordOf } from './wire-words.ts';

/**
 * The second shape of a job: DescribeJob and ListJobs. The id is `JobId`, the people stand in `Contacts`, every dial in `Tasks`
 * with its conversation. `EndReason` is a number at the job and a name at the task. `PlanedTime` is the vendor's spelling.
 */
const DetailedJob = z.object({
  JobId: z.string().min(1),
  JobGroupId: text,
  Status: written,
  FailureReason: written,
  EndReason: written,
  ReferenceId: text,
  CalledNumber: text,
  NextExecutionTime: moment,
  Contacts: list,
  Tasks: list,
});

const Contact = z.object({ ContactName: text, PhoneNumber: text, ReferenceId: text });

const Task = z.object({
  TaskId: z.string().min(1),
  Status: written,
  CallingNumber: text,
  CalledNumber: text,
  PlanedTime: moment,
  ActualTime: moment,
  EndTime: moment,
  EndReason: written,
  HangUpDirection: text,
  RealRingingDuration: duration,
  TotalDuration: duration,
  SipCode: text,
  Conversation: list,
});

const Line = z.object({ Speaker: text, Script: text, Timestamp: moment });
/** Letters of one conversation: an hour of speech has some 15,000. What comes after is not kept. */
const LONGEST_CONVERSATION = 50_000;

/** Reads a job in full; null when it has no id. */
export function readDetailedJob(raw: unknown): JobDetail | null {
  const parsed = DetailedJob.safeParse(raw);
  if (!parsed.success) return null;
  const job = parsed.data;
  const contact = job.Contacts.map((one) => Contact.safeParse(one)).find((one) => one.success)?.data;
  return {
    job_id: job.JobId,
    group_id: job.JobGroupId ?? '',
    state: wordOf(JOB_STATUS, job.Status) ?? 'unknown',
    failure: wordOf(FAILURE_REASON, job.FailureReason),
    end_reason: wordOf(END_REASON, job.EndReason),
    reference_id: job.ReferenceId ?? contact?.ReferenceId ?? null,
    phone: contact?.PhoneNumber ?? job.CalledNumber,
    name: contact?.ContactName ?? null,
    next_call_at: job.NextExecutionTime,
    dials: job.Tasks.flatMap(readDial).toSorted((a, b) => timeOf(a) - timeOf(b)),
  };
}

function readDial(raw: unknown): Dial[] {
  const parsed = Task.safeParse(raw);
  if (!parsed.success) return [];
  const task = parsed.data;
  return [
    {
      task_id: task.TaskId,
      state: wordOf(TASK_STATUS, task.Status) ?? 'unknown',
      calling_number: task.CallingNumber,
      called_number: task.CalledNumber,
      planned_at: task.PlanedTime,
      called_at: task.ActualTime,
      ended_at: task.EndTime,
      ringing_seconds: task.RealRingingDuration,
      seconds: task.TotalDuration,
      hung_up_by: hungUpBy(task.HangUpDirection),
      end_reason: wordOf(END_REASON, task.EndReason),
      sip_code: task.SipCode,
      conversation: readConversation(task.Conversation),
    },
  ];
}

const SPEAKERS: Readonly<Record<string, Turn['speaker']>> = { robot: 'robot', contact: 'contact' };

function readConversation(lines: readonly unknown[]): Turn[] {
  const turns: Turn[] = [];
  let letters = 0;
  for (const line of lines) {
    const [turn] = readTurn(line);
    if (!turn) continue;
    letters += turn.text.length;
    if (letters > LONGEST_CONVERSATION) break;
    turns.push(turn);
  }
  return turns;
}

function readTurn(raw: unknown): Turn[] {
  const parsed = Line.safeParse(raw);
  if (!parsed.success) return [];
  const { Speaker, Script, Timestamp } = parsed.data;
  const words = Script?.trim() ?? '';
  if (words === '') return [];
  return [{ speaker: SPEAKERS[Speaker?.toLowerCase() ?? ''] ?? 'other', text: words, at: Timestamp }];
}

/** The vendor lists dials in their order; one without a time (not dialled yet) comes last. */
function timeOf(dial: Dial): number {
  return (dial.called_at ?? dial.planned_at)?.getTime() ?? Number.MAX_SAFE_INTEGER;
}
