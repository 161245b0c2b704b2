import type { Clock } from '../../../../kernel/clock.ts';
import { seededRandom } from '../../../../kernel/random.ts';
import { addControlRoutes, type Controlled } from '../../simulator/control-routes.ts';
import { Faults } from '../../simulator/faults.ts';
import { Ledger } from '../../simulator/ledger.ts';
import { listen, makeServer } from '../../simulator/serve-vendor.ts';
import { SimulatedTime } from '../../simulator/simulated-time.ts';
import { WORKTOOL_FAULTS, WorktoolModes, type WorktoolFault } from './knobs.ts';
import type { GroupSetting, RobotSetting } from './robots.ts';
import { addVendorRoutes } from './routes.ts';
import { WorktoolVendor } from './vendor.ts';

export interface WorktoolSimulatorOptions {
  readonly clock: Clock;
  readonly robots: readonly RobotSetting[];
  readonly groups?: readonly GroupSetting[];
  readonly missing?: readonly string[];
  readonly callback?: string | null;
  readonly seed?: number;
  readonly port?: number;
  readonly host?: string;
}

export interface WorktoolSimulator extends Controlled<WorktoolFault, WorktoolModes> {
  readonly url: string;
  close(): Promise<void>;
}

/** WorkTool as its documentation and its users describe it, as a server of its own. */
export async function startWorktoolSimulator(options: WorktoolSimulatorOptions): Promise<WorktoolSimulator> {
  const { robots, groups = [], missing = [], callback = null, seed = 1 } = options;
  const time = new SimulatedTime(options.clock);
  const random = seededRandom(seed);
  const ledger = new Ledger(() => time.now());
  const faults = new Faults(WORKTOOL_FAULTS, WorktoolModes, random);
  const parts = { ledger, time, faults, random, callback, robots, groups, missing };
  const vendor = new WorktoolVendor(parts);
  const controlled: Controlled<WorktoolFault, WorktoolModes> = {
    ledger,
    faults,
    time,
    say: (said) => vendor.say(said),
    setOnline: (id, online) => vendor.setOnline(id, online),
  };
  const app = makeServer();
  addVendorRoutes(app, vendor, parts);
  addControlRoutes(app, controlled);
  const url = await listen(app, options.port ?? 0, options.host);
  return { ...controlled, url, close: () => app.close() };
}
