import { parseArgs } from 'node:util';
import type { Clock } from '../kernel/clock.ts';
import { systemClock } from '../kernel/clock.ts';
import { startOutboundSimulator } from '../integrations/dialer/aliyun-outbound/simulator/start-outbound-simulator.ts';

/*
 * The outbound calling robot of Alibaba Cloud, simulated: no phone rings. Prints the settings with which the service talks to it.
 *
 *   npm run simulate:calls -- [--port 4010] [--seed 1] [--lines 10] [--lag-seconds 20] [--latency-ms 0] [--throttle-every 0]
 *
 * GET /simulator/ledger tells every call and every dial; POST /simulator/advance {"seconds": 3600} lets an hour pass.
 */
const text = { type: 'string' } as const;
const { values: flags } = parseArgs({
  options: {
    port: { ...text, default: '4010' },
    seed: { ...text, default: '1' },
    lines: { ...text, default: '10' },
    'lag-seconds': { ...text, default: '20' },
    'latency-ms': { ...text, default: '0' },
    'throttle-every': { ...text, default: '0' },
  },
});

/** The real time, and what was skipped of it. */
let skipped = 0;
const clock: Clock = { now: () => new Date(systemClock.now().getTime() + skipped) };
const key = { accessKeyId: 'simulated-key', accessKeySecret: 'simulated-secret', instanceId: 'simulated-instance' };

const simulator = await startOutboundSimulator({
  ...key,
  clock,
  wireClock: systemClock,
  seed: Number(flags.seed),
  port: Number(flags.port),
  settings: {
    lines: Number(flags.lines),
    conversation_lag_ms: Number(flags['lag-seconds']) * 1000,
    latency_ms: Number(flags['latency-ms']),
    throttle_every: Number(flags['throttle-every']),
  },
  advance: (ms) => {
    skipped += ms;
  },
});
console.log(`OUTBOUND_URL=${simulator.url}/
ALIYUN_ACCESS_KEY_ID=${key.accessKeyId}
ALIYUN_ACCESS_KEY_SECRET=${key.accessKeySecret}
OUTBOUND_INSTANCE_ID=${key.instanceId}`);
for (const signal of ['SIGINT', 'SIGTERM'] as const)
  process.once(signal, () => {
    void simulator.close();
  });
