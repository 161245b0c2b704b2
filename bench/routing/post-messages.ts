import autocannon from 'autocannon';
import type { LoadResult } from '../load.ts';

export interface MessageLoad {
  readonly url: string;
  readonly connections: number;
  readonly seconds: number;
  /** Messages a second of all connections together; as fast as they are answered when left out. */
  readonly rate?: number;
  /** All of them in this group, instead of in two hundred. */
  readonly group?: string;
}

const GROUPS = 200;
const PEOPLE = 40;
let said = 0;

/** A message of a group as WorkTool reports it (wire: message callback); no two are alike. */
export function nextMessage(group?: string): string {
  said += 1;
  return JSON.stringify({
    spoken: `第${said}条：我们这边的设备什么时候能安排人来看一下`,
    rawSpoken: `第${said}条：我们这边的设备什么时候能安排人来看一下`,
    receivedName: `客户${said % PEOPLE}`,
    groupName: group ?? `客户服务${said % GROUPS}群`,
    groupRemark: '',
    roomType: 1,
    atMe: 'false',
    textType: 1,
    fileBase64: '',
  });
}

/**
 * Reports messages to a webhook, each of them new.
 * @throws Error when any answer was not 2xx
 */
export async function postMessages(options: MessageLoad): Promise<LoadResult> {
  const result = await autocannon({
    url: options.url,
    connections: options.connections,
    duration: options.seconds,
    ...(options.rate ? { overallRate: options.rate } : {}),
    requests: [
      {
        method: 'POST',
        headers: { 'content-type': 'application/json' },
        setupRequest: (request) => ({ ...request, body: nextMessage(options.group) }),
      },
    ],
  });
  const bad = result.non2xx + result.errors + result.timeouts;
  if (bad > 0 || result.requests.total === 0)
    throw new Error(`${bad} of ${result.requests.total} answers of ${options.url} were bad`);
  return { requestsPerSecond: result.requests.total / result.duration, p99Ms: result.latency.p99 };
}
