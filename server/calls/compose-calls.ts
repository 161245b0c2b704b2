import { join } from 'node:path';
import { setTimeout as pause } from 'node:timers/promises';
import type { CallAnalyst } from '../../domain/calls/call-analyst.port.ts';
import type { CallEquipment } from '../../domain/calls/calls-scope.ts';
import type { DialerPort } from '../../domain/calls/dialer.port.ts';
import { createAliyunDialer } from '../../integrations/dialer/aliyun-outbound/create-aliyun-dialer.ts';
import { composeCallAnalyst } from '../assistant/compose-call-analyst.ts';
import type { JudgeParts } from '../assistant/form-models.ts';
import type { ServiceParts } from '../parts.ts';
import { openRecordingFolder } from './recording-folder.ts';

/** Parts of the room of calls that a test puts in the place of the service's own. */
export interface CallOverrides {
  readonly dialer?: DialerPort | null;
  readonly analyst?: CallAnalyst | null;
  readonly pause?: CallEquipment['pause'];
}

/** What the room of calls works with, as the settings name it. */
export function composeCalls(
  parts: JudgeParts & Pick<ServiceParts, 'random'>,
  overrides: CallOverrides = {},
): CallEquipment {
  const { config, clock, random, logger } = parts;
  const endpoint = config.secrets.dialer;
  return {
    dialer: overrides.dialer ?? (endpoint ? createAliyunDialer({ ...endpoint, clock, random, logger }) : null),
    analyst: overrides.analyst === undefined ? composeCallAnalyst(parts) : overrides.analyst,
    recordings: openRecordingFolder(join(config.dataDir, 'recordings')),
    settings: config.calls,
    logger,
    pause: overrides.pause ?? (async (ms, signal) => void (await pause(ms, undefined, signal ? { signal } : {}))),
  };
}
