import { z } from 'zod';
import type { DialWorld } from './dial-world.ts';
import { detailedShape, groupShape, listedShape, resultShape } from './job-shapes.ts';
import type { RecordingLinks } from './recording-links.ts';
import type { SimulatorSettings } from './settings.ts';
import { byLastChange, type SimGroup, type SimJob } from './sim-job.ts';
import { steer } from './steer.ts';
import { Strategy } from './strategy.ts';
import { TimeQueue } from './time-queue.ts';
import { WireRefusal } from './wire-refusal.ts';

/** What actions work on; `base` is where the simulator listens. */
export interface Stage {
  readonly world: DialWorld;
  readonly links: RecordingLinks;
  readonly base: () => string;
  readonly settings: SimulatorSettings;
}

export type Params = Readonly<Record<string, string>>;
type Action = (stage: Stage, params: Params) => Record<string, unknown>;

interface Declared {
  readonly needs: readonly string[];
  readonly may: readonly string[];
  readonly run: Action;
}

/** `Name.1`, `Name.2` … in order. */
function listOf(params: Params, name: string): string[] {
  const items: string[] = [];
  for (let at = 1; `${name}.${at}` in params; at += 1) items.push(params[`${name}.${at}`]!);
  return items;
}

function jsonOf<S extends z.ZodType>(schema: S, text: string | undefined, name: string): z.output<S> {
  try {
    return schema.parse(JSON.parse(text ?? '{}'));
  } catch {
    throw new WireRefusal(400, `InvalidParameter.${name}`, `The parameter ${name} is not valid.`);
  }
}

function groupOf({ world }: Stage, params: Params): SimGroup {
  const group = world.groups.get(params['JobGroupId'] ?? '');
  if (!group) throw new WireRefusal(404, 'JobGroupNotExist', 'The job group does not exist.');
  return group;
}

function pageOf<T>(all: readonly T[], params: Params) {
  const [number, size] = [Number(params['PageNumber']), Number(params['PageSize'])];
  if (!(number >= 1) || !(size >= 1) || size > 100)
    throw new WireRefusal(400, 'InvalidParameter.Page', 'PageNumber or PageSize is not valid.');
  return { number, size, rows: all.slice((number - 1) * size, number * size), pages: Math.ceil(all.length / size) };
}

const Recall = z.object({
  emptyNumberIgnore: z.boolean().default(false),
  inArrearsIgnore: z.boolean().default(false),
  outOfServiceIgnore: z.boolean().default(false),
});

const createJobGroup: Action = ({ world }, params) => {
  const group: SimGroup = {
    id: world.nextId(),
    name: params['JobGroupName']!,
    description: params['JobGroupDescription'] ?? '',
    scriptId: params['ScriptId'] ?? '',
    callingNumbers: listOf(params, 'CallingNumber'),
    strategy: jsonOf(Strategy, params['StrategyJson'], 'StrategyJson'),
    recall: jsonOf(Recall, params['RecallStrategyJson'], 'RecallStrategyJson'),
    ringing: Number(params['RingingDuration'] ?? 25),
    urgent: params['Priority'] === 'Urgent',
    guaranteed: Number(params['MinConcurrency'] ?? 0),
    created: world.now,
    jobs: [],
    waiting: new TimeQueue<SimJob>(),
    counts: { Scheduling: 0, Executing: 0, Succeeded: 0, Paused: 0, Failed: 0, Cancelled: 0, Drafted: 0 },
    held: null,
    order: null,
  };
  world.groups.set(group.id, group);
  return { JobGroup: groupShape(group) };
};

const JobJson = z.object({
  extras: z.array(z.object({ key: z.string(), value: z.string() })).default([]),
  contacts: z
    .array(
      z.object({
        phoneNumber: z.string().min(3),
        name: z.string(),
        referenceId: z.string().default(''),
        honorific: z.string().default(''),
      }),
    )
    .length(1),
});

const assignJobs: Action = (stage, params) => {
  const group = groupOf(stage, params);
  const jobs = listOf(params, 'JobsJson').map((text) => jsonOf(JobJson, text, 'JobsJson'));
  if (jobs.length === 0 || jobs.length > 99) throw new WireRefusal(400, 'InvalidParameter.JobsJson', '1 to 99 jobs.');
  if (group.held === 'Cancelled') throw new WireRefusal(400, 'JobGroupCancelled', 'The job group is cancelled.');
  const made = jobs.map(({ extras, contacts: [contact] }) => {
    const { phoneNumber: phone, name, referenceId, honorific } = contact!;
    return stage.world.addJob(group, { phone, name, referenceId, honorific }, extras);
  });
  // The order of the ids is not documented: here it is another one than that of the jobs.
  return { JobGroupId: group.id, JobsId: made.map((job) => job.id).toReversed() };
};

const queryJobsWithResult: Action = (stage, params) => {
  const { JobStatusFilter: status, QueryText: phone } = params;
  const all = byLastChange(groupOf(stage, params)).filter(
    (job) => (!status || job.status === status) && (!phone || job.contact.phone === phone),
  );
  const { number, size, rows, pages } = pageOf(all, params);
  const List = rows.map(resultShape);
  return {
    VariableNames: [],
    Labels: [{ Name: '意向', ValueList: ['A', 'B', 'C', 'D', 'E'] }],
    Jobs: { PageNumber: number, PageSize: size, PageCount: pages, RowCount: all.length, List },
  };
};

const listJobsByGroup: Action = (stage, params) => {
  const { JobStatus: status, JobFailureReason: reason } = params;
  const all = byLastChange(groupOf(stage, params)).filter(
    (job) => (!status || job.status === status) && (!reason || job.failure === reason),
  );
  const { number, size, rows } = pageOf(all, params);
  return {
    Jobs: { PageNumber: number, PageSize: size, TotalCount: all.length, List: rows.map(listedShape) },
  };
};

const viewOf = ({ world, settings }: Stage) => ({ now: world.now, lag: settings.conversation_lag_ms });

const listJobs: Action = (stage, params) => {
  const ids = listOf(params, 'JobId');
  if (ids.length === 0 || ids.length > 99) throw new WireRefusal(400, 'InvalidParameter.JobId', '1 to 99 ids.');
  const found = ids.map((id) => stage.world.jobs.get(id)).filter((job) => job !== undefined);
  return { Jobs: found.map((job) => detailedShape(job, viewOf(stage))) };
};

const describeJob: Action = (stage, params) => {
  const job = stage.world.jobs.get(params['JobId']!);
  if (!job) throw new WireRefusal(404, 'JobNotExist', 'The job does not exist.');
  return { Job: detailedShape(job, viewOf(stage)) };
};

const listJobGroups: Action = ({ world }, params) => {
  const words = params['SearchText'] ?? '';
  const all = [...world.groups.values()].toReversed().filter((group) => group.name.includes(words));
  const { number, size, rows } = pageOf(all, params);
  return {
    JobGroups: { PageNumber: number, PageSize: size, TotalCount: all.length, List: rows.map(groupShape) },
  };
};

const downloadRecording: Action = ({ world, links, base, settings }, params) => {
  const id = params['TaskId']!;
  const task = world.tasks.get(id)?.tasks.find((one) => one.id === id);
  if (!task?.status.startsWith('Succeeded'))
    throw new WireRefusal(200, 'RecordingNotExist', 'There is no recording of this task.');
  const expires = Math.floor((world.now + settings.link_ttl_ms) / 1000);
  return { DownloadParams: { SignatureUrl: links.linkOf(base(), id, expires), FileName: `${id}.wav` } };
};

const steered =
  (wish: 'pause' | 'resume' | 'cancel'): Action =>
  (stage, params) => {
    const group = params['JobGroupId'] ? groupOf(stage, params) : null;
    const [ids, references] = [listOf(params, 'JobId'), listOf(params, 'JobReferenceId')];
    steer(stage.world, wish, { all: params['All'] === 'true', group, ids, references });
    return {};
  };

const PAGE = ['PageNumber', 'PageSize'];
const STEERED = { needs: ['All'], may: ['JobGroupId', 'JobId', 'JobReferenceId'] };

/** Every action of the API that the product calls, with the parameters it needs and may have. */
export const ACTIONS: Readonly<Record<string, Declared>> = {
  CreateJobGroup: {
    needs: ['JobGroupName'],
    may: [
      'JobGroupDescription',
      'ScriptId',
      'CallingNumber',
      'RecallCallingNumber',
      'RingingDuration',
      'Priority',
      'MinConcurrency',
      'StrategyJson',
      'RecallStrategyJson',
    ],
    run: createJobGroup,
  },
  AssignJobs: { needs: ['JobGroupId', 'JobsJson.1'], may: ['JobsJson'], run: assignJobs },
  QueryJobsWithResult: {
    needs: ['JobGroupId', ...PAGE],
    may: ['JobStatusFilter', 'QueryText'],
    run: queryJobsWithResult,
  },
  ListJobsByGroup: { needs: ['JobGroupId', ...PAGE], may: ['JobStatus', 'JobFailureReason'], run: listJobsByGroup },
  ListJobs: { needs: ['JobId.1'], may: ['JobId'], run: listJobs },
  DescribeJob: { needs: ['JobId'], may: [], run: describeJob },
  ListJobGroups: { needs: PAGE, may: ['SearchText'], run: listJobGroups },
  DescribeJobGroup: {
    needs: ['JobGroupId'],
    may: [],
    run: (stage, params) => ({ JobGroup: groupShape(groupOf(stage, params)) }),
  },
  DownloadRecording: { needs: ['TaskId'], may: ['NeedVoiceSliceRecording'], run: downloadRecording },
  SuspendJobs: { ...STEERED, run: steered('pause') },
  ResumeJobs: { ...STEERED, run: steered('resume') },
  CancelJobs: { ...STEERED, run: steered('cancel') },
};
