import { Session } from 'node:inspector/promises';
import { mkdtempSync, readdirSync, readFileSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { startChild, type ChildServer } from './child-server.ts';

/** The parts of a `.cpuprofile` that are read here: which function was on top of the stack, and for how long (µs). */
interface CpuProfile {
  readonly nodes: readonly {
    readonly id: number;
    readonly callFrame: { readonly functionName: string; readonly url: string };
  }[];
  readonly samples: readonly number[];
  readonly timeDeltas: readonly number[];
}

const SHOWN = 5;

/**
 * Starts the service under Node's profiler, lets `work` ask it, and says in one line which rooms and packages the busy
 * time was spent in. The start of the service is in the figures too, so `work` should take some seconds.
 */
export async function profileOf(
  environment: Readonly<Record<string, string>>,
  work: (server: ChildServer) => Promise<void>,
): Promise<string> {
  const folder = mkdtempSync(join(tmpdir(), 'xiaoshu-profile-'));
  try {
    const server = await startChild('server/main.ts', environment, ['--cpu-prof', `--cpu-prof-dir=${folder}`]);
    await work(server).finally(() => server.stop());
    const file = readdirSync(folder).find((name) => name.endsWith('.cpuprofile'));
    if (!file) throw new Error('the profiler wrote nothing');
    return summarise(JSON.parse(readFileSync(join(folder, file), 'utf8')) as CpuProfile);
  } finally {
    rmSync(folder, { recursive: true, force: true });
  }
}

/** As `profileOf`, for work within this process. */
export async function profileHere(work: () => Promise<void>): Promise<string> {
  const session = new Session();
  session.connect();
  await session.post('Profiler.enable');
  await session.post('Profiler.start');
  await work();
  const { profile } = await session.post('Profiler.stop');
  session.disconnect();
  return summarise({ nodes: profile.nodes, samples: profile.samples ?? [], timeDeltas: profile.timeDeltas ?? [] });
}

/** The busy time by place, largest first: `pg 12 %, node:net 9 %, …`. */
export function summarise(profile: CpuProfile): string {
  const places = new Map(profile.nodes.map((node) => [node.id, placeOf(node.callFrame)]));
  const time = new Map<string, number>();
  let busy = 0;
  profile.samples.forEach((id, index) => {
    const place = places.get(id) ?? '';
    const delta = profile.timeDeltas[index] ?? 0;
    if (place === '(idle)' || place === 'node:inspector') return;
    busy += delta;
    time.set(place, (time.get(place) ?? 0) + delta);
  });
  return [...time]
    .toSorted((a, b) => b[1] - a[1])
    .slice(0, SHOWN)
    .map(([place, spent]) => `${place} ${Math.round((100 * spent) / busy)} %`)
    .join(', ');
}

/** The package, the room, the part of Node, or what the engine itself did. */
function placeOf(frame: CpuProfile['nodes'][number]['callFrame']): string {
  if (frame.functionName.startsWith('wasm-function')) return 'the embedded database';
  const inPackage = /.*\/node_modules\/((?:@[^/]+\/)?[^/]+)/.exec(frame.url)?.[1];
  if (inPackage) return inPackage;
  if (frame.url.startsWith('node:')) return frame.url.replace('node:internal/', 'node:');
  if (frame.url.startsWith('file:')) return relativeRoom(frame.url);
  return frame.functionName || '(native)';
}

/** The first folders of a file of ours. */
function relativeRoom(url: string): string {
  const root = new URL('..', import.meta.url).href;
  return url.replace(root, '').split('/').slice(0, 2).join('/');
}
