import type { Clock } from '../../../../kernel/clock.ts';
import { seededRandom } from '../../../../kernel/random.ts';
import { addControlRoutes, type Controlled } from '../../simulator/control-routes.ts';
import { Faults } from '../../simulator/faults.ts';
import { Ledger } from '../../simulator/ledger.ts';
import { listen, makeServer } from '../../simulator/serve-vendor.ts';
import { SimulatedTime } from '../../simulator/simulated-time.ts';
import type { Device, DeviceSetting, RoomSetting } from './device.ts';
import { GEWE_FAULTS, GeweModes, type GeweFault } from './knobs.ts';
import { addVendorRoutes } from './routes.ts';
import { GeweVendor } from './vendor.ts';

export interface GeweSimulatorOptions {
  readonly clock: Clock;
  readonly token: string;
  readonly devices: readonly DeviceSetting[];
  readonly rooms?: readonly RoomSetting[];
  readonly callback?: string | null;
  readonly seed?: number;
  readonly port?: number;
  readonly host?: string;
}

export interface GeweSimulator extends Controlled<GeweFault, GeweModes> {
  /** The address of the hosted gateway's API. */
  readonly url: string;
  readonly selfHostedUrl: string;
  readonly devices: ReadonlyMap<string, Device>;
  /** The contact list of a device reports somebody. */
  reportContact(appId: string, wxid: string, type: 'ModContacts' | 'DelContacts'): Promise<void>;
  close(): Promise<void>;
}

/** GeWe as its documentation and its users describe it, as a server of its own. */
export async function startGeweSimulator(options: GeweSimulatorOptions): Promise<GeweSimulator> {
  const { token, devices, rooms = [], callback = null, seed = 1 } = options;
  const time = new SimulatedTime(options.clock);
  const random = seededRandom(seed);
  const ledger = new Ledger(() => time.now());
  const faults = new Faults(GEWE_FAULTS, GeweModes, random);
  const parts = { ledger, time, faults, random, token, callback, devices, rooms };
  const vendor = new GeweVendor(parts);
  const controlled: Controlled<GeweFault, GeweModes> = {
    ledger,
    faults,
    time,
    say: (said) => vendor.say(said),
    setOnline: (appId, online) => vendor.setOnline(appId, online),
  };
  const app = makeServer();
  addVendorRoutes(app, vendor, parts);
  addControlRoutes(app, controlled);
  const root = await listen(app, options.port ?? 0, options.host);
  return {
    ...controlled,
    url: `${root}/gewe/v2/api`,
    selfHostedUrl: `${root}/v2/api`,
    devices: vendor.devices,
    reportContact: (appId, wxid, type) => vendor.reportContact(vendor.devices.get(appId)!, wxid, type),
    close: () => app.close(),
  };
}
