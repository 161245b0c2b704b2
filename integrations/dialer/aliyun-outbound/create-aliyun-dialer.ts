import type { DialerPort } from '../../../domain/calls/dialer.port.ts';
import { assign, CONTACTS_PER_BATCH, cutBatches, lookUpBatch } from './assign-jobs.ts';
import { createGroup, findGroup } from './create-group.ts';
import type { AliyunDialerOptions } from './options.ts';
import { readJobs, readResults, RESULTS_PER_PAGE } from './read-results.ts';
import { keepRecording, recordingLink } from './recordings.ts';
import { openLine } from './rpc-line.ts';
import { progressOf, steerJobs } from './steer-jobs.ts';

/** A request whose answer was lost may still be carried out for this long; the vendor says nothing about it. */
const SETTLE_MS = 120_000;
const DOWNLOAD_MS = 120_000;

/** The outbound robot of Alibaba Cloud (智能外呼机器人, API version 2019-12-26) behind the dialer's port. */
export function createAliyunDialer(options: AliyunDialerOptions): DialerPort {
  const line = openLine(options);
  const download = { line, apiHost: new URL(options.url).hostname, timeoutMs: DOWNLOAD_MS };
  return {
    name: 'aliyun-outbound',
    limits: {
      calls_per_second: options.callsPerSecond,
      contacts_per_batch: CONTACTS_PER_BATCH,
      results_per_page: RESULTS_PER_PAGE,
      settle_ms: SETTLE_MS,
    },
    createGroup: (plan, signal) => createGroup(line, plan, signal),
    findGroup: (name, signal) => findGroup(line, name, signal),
    cutBatches,
    assign: (groupId, batch, signal) => assign(line, groupId, batch, signal),
    lookUpBatch: (groupId, sent, signal) => {
      const settled = options.clock.now().getTime() - sent.ended_at.getTime() >= SETTLE_MS;
      return lookUpBatch(line, groupId, sent, settled, signal);
    },
    readResults: (groupId, take, sweep) => readResults(line, groupId, take, sweep),
    readJobs: (jobIds, signal) => readJobs(line, jobIds, signal),
    recordingLink: (taskId, signal) => recordingLink(line, taskId, signal),
    keepRecording: (taskId, store, signal) => keepRecording(download, taskId, store, signal),
    suspend: (selection, signal) => steerJobs(line, 'SuspendJobs', selection, signal),
    resume: (selection, signal) => steerJobs(line, 'ResumeJobs', selection, signal),
    cancel: (selection, signal) => steerJobs(line, 'CancelJobs', selection, signal),
    progress: (groupId, signal) => progressOf(line, groupId, signal),
  };
}
