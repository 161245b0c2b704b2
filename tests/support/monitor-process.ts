import type { MonitorCommand, MonitorErrand } from '../faults/children/monitor-calls.ts';
import type { Gate } from '../faults/children/commit-gate.ts';
import type { OpenDatabase } from '../../server/open-database.ts';
import { DIALER_KEY, type CallWorld } from './call-world.ts';
import { startChild, type Child } from './child.ts';

/** A monitor of calls in a process of its own. */
export interface MonitorProcess extends Child {
  /** Has it look and carry out what is due at this moment. Resolves with the trouble it met, '' without. */
  tick(now: Date): Promise<string>;
  /** Has it carry out what is due, without a look. */
  drain(now: Date): Promise<string>;
  /** Where it is to stop; resolves when it knows. */
  stopAt(gate: Gate | null): Promise<void>;
  /** Resolves with the statement when it stands at its gate. */
  atGate(): Promise<string>;
  /** Lets it go on. */
  open(): Promise<void>;
}

type Order = MonitorCommand extends infer C ? (C extends MonitorCommand ? Omit<C, 'n'> : never) : never;

/** Starts one; it waits for commands. */
export async function startMonitorProcess(
  database: OpenDatabase,
  calls: CallWorld,
  options: { readonly environment?: Record<string, string>; readonly timeoutMs?: number } = {},
): Promise<MonitorProcess> {
  const { instanceId, ...key } = DIALER_KEY;
  const errand: MonitorErrand = {
    url: database.url,
    embedded: database.embedded,
    dialer: { url: calls.simulator.url, key },
    instanceId,
    timeoutMs: options.timeoutMs ?? 10_000,
    environment: options.environment ?? {},
  };
  const child = startChild('tests/faults/children/monitor-calls.ts', [JSON.stringify(errand)]);
  // A busy machine takes its time to start three of them.
  await child.said(/^ready$/m, 180_000);
  let [orders, gates] = [0, 0];
  const order = async (command: Order): Promise<string> => {
    const n = (orders += 1);
    child.tell(JSON.stringify({ ...command, n }));
    const [, trouble = ''] = await child.said(new RegExp(`^done ${n}(?: (.*))?$`, 'm'), 60_000);
    return trouble;
  };
  const iso = (now: Date): string => now.toISOString();
  return {
    ...child,
    tick: async (now) => await order({ do: 'tick', now: iso(now) }),
    drain: async (now) => await order({ do: 'drain', now: iso(now) }),
    stopAt: async (gate) => {
      gates += 1;
      await order({ do: 'gate', gate });
    },
    open: async () => void (await order({ do: 'open' })),
    atGate: async () => (await child.said(new RegExp(`^at ${gates} (.*)$`, 'm'), 60_000))[1]!,
  };
}
