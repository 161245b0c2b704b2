import { END_REASON, TASK_STATUS } from '../wire-words.ts';
import type { TaskStatus } from './scenarios.ts';
import { groupStatus, type SimGroup, type SimJob, type SimTask } from './sim-job.ts';

/** When and whether a conversation can be read. */
export interface View {
  readonly now: number;
  readonly lag: number;
}

const ENDS: Partial<Record<TaskStatus, keyof typeof END_REASON>> = {
  SucceededFinish: 'FINISHED',
  SucceededChatbotHangUpAfterNoAnswer: 'CHATBOT_HANGUP_AFTER_NOANSWER',
  SucceededChatbotHangUpAfterSilence: 'CHATBOT_HANGUP_AFTER_SILENCE',
  SucceededClientHangUpAfterNoAnswer: 'CLIENT_HANGUP_AFTER_NOANSWER',
  SucceededClientHangUp: 'CLIENT_HANGUP',
  SucceededTransferByIntent: 'TRANSFER_BY_INTENT',
  SucceededTransferAfterNoAnswer: 'TRANSFER_AFTER_NOANSWER',
  SucceededInoInterAction: 'INO_INTERACTION',
  SucceededError: 'ERROR',
};
const byContact = (status: TaskStatus): boolean => status.startsWith('SucceededClient');
const over = (task: SimTask): boolean => task.status !== 'Executing';

const STATUS_NAMES: Record<SimJob['status'], string> = {
  Scheduling: '待呼叫',
  Executing: '呼叫中',
  Succeeded: '已结束-已触达',
  Paused: '已暂停',
  Failed: '已结束-未触达',
  Cancelled: '已取消',
  Drafted: '草稿',
};

/** A line of QueryJobsWithResult: before the first dial nothing but id and status. */
export function resultShape(job: SimJob) {
  const task = job.tasks.at(-1);
  const head = { Id: job.id, Status: job.status, StatusName: STATUS_NAMES[job.status] };
  if (!task) return { ...head, JobFailureReason: job.status === 'Failed' ? job.failure : '' };
  const reached = over(task) && task.status.startsWith('Succeeded');
  const duration = reached ? task.ends - task.answered : 0;
  return {
    ...head,
    JobFailureReason: job.status === 'Failed' ? job.failure : '',
    LatestTask: {
      Status: task.status,
      StatusName: task.status,
      CallTime: task.started,
      CallDuration: duration,
      CallDurationDisplay: String(Math.round(duration / 1000)),
      HangUpDirection: reached ? (byContact(task.status) ? 'Callee' : 'Caller') : '',
      HasAnswered: reached,
      HasHangUpByRejection: over(task) && task.rejected,
      HasReachedEndOfFlow: task.status === 'SucceededFinish',
      HasLastPlaybackCompleted: task.status === 'SucceededFinish',
      TaskEndReason: ENDS[task.status] ?? '',
      Contact: {
        Id: `c-${job.id.slice(0, 8)}`,
        Name: job.contact.name,
        PhoneNumber: job.contact.phone,
        PreferredPhoneNumber: '',
        ReferenceId: job.contact.referenceId,
        JobUuid: job.id,
        Round: job.tasks.length,
      },
      Extras: extrasOf(job),
      TagHits: reached && task.call?.label ? [{ TagName: task.call.label, TagGroup: '意向' }] : [],
      DialExceptionCodes: [],
    },
  };
}

/** A line of ListJobsByGroup: who it is for, and no dials. */
export function listedShape(job: SimJob) {
  return {
    JobId: job.id,
    JobGroupId: job.group.id,
    ScenarioId: job.group.scriptId,
    StrategyId: `s-${job.group.id.slice(0, 8)}`,
    Status: job.status,
    FailureReason: job.status === 'Failed' ? job.failure : '',
    ReferenceId: job.contact.referenceId,
    Priority: 5,
    SystemPriority: 1,
    CallingNumbers: job.group.callingNumbers,
    Contacts: [
      {
        ContactId: `c-${job.id.slice(0, 8)}`,
        ContactName: job.contact.name,
        PhoneNumber: job.contact.phone,
        ReferenceId: job.contact.referenceId,
        Honorific: job.contact.honorific,
        JobId: job.id,
      },
    ],
    Extras: extrasOf(job),
    Summary: [],
  };
}

/** DescribeJob and ListJobs: with every dial and, some time after its end, its conversation. */
export function detailedShape(job: SimJob, view: View) {
  const last = job.tasks.findLast(over);
  const end = last ? ENDS[last.status] : undefined;
  return {
    ...listedShape(job),
    CalledNumber: job.contact.phone,
    NextExecutionTime: job.status === 'Scheduling' ? job.next : 0,
    ...(end && job.status === 'Succeeded' ? { EndReason: END_REASON[end][0] } : {}),
    Tasks: job.tasks.map((task) => taskShape(job, task, view)),
  };
}

function taskShape(job: SimJob, task: SimTask, { now, lag }: View) {
  const reached = task.status.startsWith('Succeeded');
  return {
    TaskId: task.id,
    JobId: job.id,
    Status: task.status,
    CallId: `call-${task.id.slice(0, 12)}`,
    CallingNumber: task.callingNumber,
    CalledNumber: job.contact.phone,
    PlanedTime: task.planned,
    ActualTime: task.started,
    ...(over(task)
      ? {
          EndTime: task.ends,
          EndReason: ENDS[task.status] ?? '',
          HangUpDirection: reached ? (byContact(task.status) ? 'client' : 'ivr') : '',
          RingingDuration: job.group.ringing,
          RealRingingDuration: Math.round((task.answered - task.started) / 1000),
          TotalDuration: reached ? Math.round((task.ends - task.answered) / 1000) : 0,
          SipCode: reached ? '200' : String(480 + TASK_STATUS[task.status][0]),
        }
      : {}),
    ChatbotId: job.group.scriptId,
    Conversation: over(task) && now >= task.ends + lag ? conversationOf(task) : [],
  };
}

function conversationOf({ id, call, answered, ends }: SimTask) {
  const turns = call?.turns ?? [];
  const step = turns.length > 0 ? (ends - answered) / turns.length : 0;
  return turns.map((words, at) => ({
    Speaker: at % 2 === 0 ? 'Robot' : 'Contact',
    Script: words,
    Timestamp: Math.round(answered + at * step),
    SequenceId: `${id.slice(0, 8)}-${at + 1}`,
    ...(at % 2 === 0 ? { Action: 'Broadcast' } : {}),
  }));
}

/** DescribeJobGroup, CreateJobGroup and a line of ListJobGroups. */
export function groupShape(group: SimGroup) {
  const { counts } = group;
  return {
    JobGroupId: group.id,
    JobGroupName: group.name,
    JobGroupDescription: group.description,
    Status: groupStatus(group),
    ScriptId: group.scriptId,
    ScriptName: group.scriptId,
    CallingNumbers: group.callingNumbers,
    CreationTime: group.created,
    MinConcurrency: group.guaranteed,
    RingingDuration: group.ringing,
    Progress: {
      TotalJobs: group.jobs.length,
      TotalCompleted: counts.Succeeded + counts.Failed,
      Scheduling: counts.Scheduling,
      Executing: counts.Executing,
      Paused: counts.Paused,
      Failed: counts.Failed,
      Cancelled: counts.Cancelled,
    },
  };
}

const extrasOf = ({ extras }: SimJob) => extras.map(({ key, value }) => ({ Key: key, Value: value }));
