import { parseArgs } from 'node:util';
import { startGeweSimulator } from '../integrations/channels/gewe/simulator/start-gewe-simulator.ts';
import { startWorktoolSimulator } from '../integrations/channels/worktool/simulator/start-worktool-simulator.ts';
import { systemClock } from '../kernel/clock.ts';

/**
 * `npm run simulate -- --port 4010 [--callback http://127.0.0.1:3000/…] [--seed 1]`: WorkTool on the port, GeWe on the next
 * one. Callbacks go where accounts set them, else to `<callback>/worktool/<purpose>` and `<callback>/gewe/message`.
 */
const text = { type: 'string' } as const;
const { values } = parseArgs({
  options: {
    port: { ...text, default: '4010' },
    host: { ...text, default: '127.0.0.1' },
    callback: text,
    seed: { ...text, default: '1' },
  },
});

const TICK_MS = 200;
const TOKEN = 'simulated-token';
const port = Number(values.port);
const { host } = values;
const seed = Number(values.seed);
const under = (name: string): string | null =>
  values.callback ? `${values.callback.replace(/\/$/, '')}/${name}` : null;

const worktool = await startWorktoolSimulator({
  clock: systemClock,
  seed,
  port,
  host,
  callback: under('worktool'),
  robots: [
    { id: 'simulated-robot-day', name: '小枢' },
    { id: 'simulated-robot-night', name: '小枢夜间' },
  ],
  groups: [
    { name: '客户服务一群', robots: ['simulated-robot-day', 'simulated-robot-night'] },
    { name: '客户服务二群', robots: ['simulated-robot-day'] },
  ],
});
const gewe = await startGeweSimulator({
  clock: systemClock,
  seed,
  port: port === 0 ? 0 : port + 1,
  host,
  callback: under('gewe'),
  token: TOKEN,
  devices: [
    {
      appId: 'wx_simulated',
      wxid: 'wxid_simulated',
      nickName: '小枢',
      contacts: [
        { wxid: 'wxid_customer_a', nickName: '客户甲', labels: ['意向客户'] },
        { wxid: 'wxid_customer_b', nickName: '客户乙' },
      ],
    },
  ],
  rooms: [
    {
      id: '10001@chatroom',
      name: '老客户群',
      owner: 'wxid_simulated',
      members: [
        { wxid: 'wxid_simulated', nickName: '小枢' },
        { wxid: 'wxid_customer_a', nickName: '客户甲' },
      ],
    },
  ],
});

console.log(`WorkTool  WORKTOOL_URL=${worktool.url}`);
console.log(`          robots simulated-robot-day, simulated-robot-night`);
console.log(`GeWe      GEWE_URL=${gewe.url}  GEWE_TOKEN=${TOKEN}`);
console.log(`          device wx_simulated`);
console.log(
  `Control   GET /simulator/ledger · PUT /simulator/faults · POST /simulator/say, /online, /advance (on either)`,
);

const timer = setInterval(() => {
  void Promise.all([worktool.time.settle(), gewe.time.settle()]);
}, TICK_MS);
const stop = async (): Promise<void> => {
  clearInterval(timer);
  await Promise.all([worktool.close(), gewe.close()]);
};
process.once('SIGINT', () => void stop());
process.once('SIGTERM', () => void stop());
