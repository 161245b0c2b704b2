import { spawn } from 'node:child_process';
import { join } from 'node:path';
import { createAliyunDialer } from '../../integrations/dialer/aliyun-outbound/create-aliyun-dialer.ts';
import type { AliyunDialerOptions } from '../../integrations/dialer/aliyun-outbound/options.ts';
import type { DialerPort } from '../../domain/calls/dialer.port.ts';
import { systemClock } from '../../kernel/clock.ts';
import { createLogger } from '../../kernel/logger.ts';
import { systemRandom } from '../../kernel/random.ts';

const ROOT = join(import.meta.dirname, '..', '..');

/** The dialer's simulator in a process of its own. */
export interface VendorProcess {
  /** A line to it, in this process, with a pace far above what it can answer; recordings are not brought. */
  readonly dialer: DialerPort;
  /** How long each answer takes from now on, in milliseconds. */
  answerIn(ms: number): Promise<void>;
  /** Lets so many seconds pass for its phones. */
  pass(seconds: number): Promise<void>;
  stop(): Promise<void>;
}

/** Starts `npm run simulate:calls` with as many lines as there are people. */
export async function startVendor(port: number): Promise<VendorProcess> {
  const flags = ['--port', String(port), '--lines', '100000', '--lag-seconds', '0'];
  const child = spawn(process.execPath, [join(ROOT, 'scripts/simulate-calls.ts'), ...flags], {
    stdio: ['ignore', 'pipe', 'inherit'],
  });
  const ended = new Promise<void>((resolve) => child.once('close', () => resolve()));
  const url = await new Promise<string>((resolve, reject) => {
    let text = '';
    child.stdout.on('data', (chunk: Buffer) => {
      text += String(chunk);
      const found = /^OUTBOUND_URL=(http:\S+?)\/$/m.exec(text)?.[1];
      if (found) resolve(found);
    });
    void ended.then(() => reject(new Error(`the vendor ended: ${text}`)));
  });
  const tell = async (method: string, path: string, body: object): Promise<void> => {
    const headers = { 'content-type': 'application/json' };
    const answer = await fetch(`${url}/simulator/${path}`, { method, headers, body: JSON.stringify(body) });
    if (!answer.ok) throw new Error(`the vendor answered ${answer.status}: ${await answer.text()}`);
    await answer.arrayBuffer();
  };
  return {
    dialer: withoutRecordings({
      url,
      accessKeyId: 'simulated-key',
      accessKeySecret: 'simulated-secret',
      instanceId: 'simulated-instance',
      callsPerSecond: 100_000,
      timeoutMs: 60_000,
      clock: systemClock,
      random: systemRandom,
      logger: createLogger('silent'),
    }),
    answerIn: async (latency_ms) => await tell('PUT', 'settings', { latency_ms }),
    pass: async (seconds) => await tell('POST', 'advance', { seconds }),
    stop: async () => {
      child.kill('SIGTERM');
      await ended;
    },
  };
}

/** What a recording weighs is a matter of disks and lines: none is brought here. */
function withoutRecordings(options: AliyunDialerOptions): DialerPort {
  const trouble = { kind: 'business', reason: 'not_found', vendor_code: null, vendor_words: null } as const;
  return { ...createAliyunDialer(options), keepRecording: () => Promise.resolve({ state: 'refused', trouble }) };
}
