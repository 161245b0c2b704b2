import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { forkEm } from '../db/orm.ts';
import { checkCommands } from '../domain/messaging/commands/check-commands.job.ts';
import { watchAlerts } from '../domain/alerts/watch/watch-alerts.job.ts';
import { watchFlows } from '../domain/routing/running/watch-flows.job.ts';
import { createWorktoolChannel } from '../integrations/channels/worktool/create-worktool-channel.ts';
import {
  startWorktoolSimulator,
  type WorktoolSimulator,
} from '../integrations/channels/worktool/simulator/start-worktool-simulator.ts';
import { systemActor } from '../kernel/actor.ts';
import { toConfig } from '../kernel/config/config.ts';
import { PERMISSIONS } from '../kernel/contracts/identity.ts';
import { writeDocument } from '../knowledge/documents/write-document.ts';
import { startService, type Service } from '../server/start-service.ts';
import { setUp } from './demo-routing/set-up.ts';
import { StoryClock } from './demo-routing/story-clock.ts';
import { DOCUMENT, GROUP, STORY, WORK_GROUP, type StoryLine } from './demo-routing/story.ts';
import { clockWords, closingLines, newSteps } from './demo-routing/tell-report.ts';

/**
 * `npm run demo:routing`: a morning and a night of a WeCom group in fast time, on a service and a WorkTool of its own. Prints
 * what was said, what the flow decided at each step and why, and what the customers saw.
 */
const DAY = '2026-11-23';
/** Time goes on in steps of five minutes, and whatever falls due in one is done at its end. */
const STEP_MS = 5 * 60_000;
const PASSWORD = 'only for this demonstration';

const folder = mkdtempSync(join(tmpdir(), 'xiaoshu-demo-'));
const clock = new StoryClock(`${DAY}T08:30:00+08:00`);
const vendor = await startWorktoolSimulator({
  clock,
  robots: [
    { id: 'robot-day', name: '小枢' },
    { id: 'robot-night', name: '小枢夜间' },
    { id: 'robot-notice', name: '小枢通知' },
  ],
  groups: [
    { name: GROUP, robots: ['robot-day', 'robot-night'] },
    { name: WORK_GROUP, robots: ['robot-notice'] },
  ],
});
vendor.faults.set({ calls_per_minute: null });
const channel = createWorktoolChannel({ url: vendor.url, clock });
const service = await startService(
  toConfig({
    HOST: '127.0.0.1',
    PORT: '0',
    DATA_DIR: folder,
    DEMO_DATA: 'off',
    LOG_LEVEL: 'error',
    ADMIN_PASSWORD: PASSWORD,
    JWT_SECRET: 'a secret of the demonstration, used nowhere else',
  }),
  { clock, channels: new Map([['worktool', channel]]), withoutWorkers: true, readsBeforeAnswering: true },
);
const told = new Set<string>();
let shown = 0;
try {
  await writeDocument(scope(service), { ...DOCUMENT, visibility: ['customer'] });
  await vendorKnows();
  await work();
  console.log(`\n${GROUP} · ${DAY}\n`);
  for (const line of STORY) await tell(line);
  console.log('\n最后留下的：');
  for (const line of await closingLines(forkEm(service.parts.orm))) console.log(`  ${line}`);
} finally {
  await service.stop();
  await vendor.close();
  rmSync(folder, { recursive: true, force: true });
}

function scope({ parts }: Service) {
  const actor = systemActor(PERMISSIONS);
  return { em: forkEm(parts.orm), clock, actor, events: parts.bus, jobs: parts.engine };
}

async function vendorKnows(): Promise<void> {
  await setUp({
    service,
    vendor,
    channel,
    password: PASSWORD,
    say: (from, group, text) => say(vendor, from, group, text),
  });
}

async function say(to: WorktoolSimulator, from: string, group: string, text: string): Promise<void> {
  await to.say({ from, group, text });
  await work();
}

/** Goes on to the line's time, step by step, so that everything falls due in its order; then somebody speaks. */
async function tell({ at, from, text, note }: StoryLine): Promise<void> {
  const goal = nextTime(at);
  while (clock.now() < goal) {
    clock.goTo(new Date(Math.min(goal.getTime(), clock.now().getTime() + STEP_MS)));
    await watch();
  }
  console.log(`\n${clockWords(clock.now())}  ${from ? `${from}：${text}` : `（${note}）`}`);
  if (from) await say(vendor, from, GROUP, text!);
  await report();
}

function nextTime(at: string): Date {
  const day = new Date(clock.now().getTime() + 8 * 3_600_000).toISOString().slice(0, 10);
  const goal = new Date(`${day}T${at}:00+08:00`);
  return goal < clock.now() ? new Date(goal.getTime() + 86_400_000) : goal;
}

/** What the service's schedules would do each minute, and the vendor's robots. */
async function watch(): Promise<void> {
  const { engine, orm } = service.parts;
  for (const job of [checkCommands, watchFlows, watchAlerts])
    await engine.enqueue(forkEm(orm), job, {}, { singletonKey: job.name });
  await work();
}

async function work(): Promise<void> {
  await service.parts.engine.drain(clock.now());
  await vendor.time.settle();
  await service.parts.engine.drain(clock.now());
}

async function report(): Promise<void> {
  for (const step of await newSteps(forkEm(service.parts.orm), told)) {
    told.add(step.id);
    console.log(`    ${clockWords(step.at)}  ${step.node}：${step.reason}`);
  }
  const seen = vendor.ledger.of('delivery');
  for (const one of seen.slice(shown))
    console.log(`  → ${clockWords(new Date(one.at))}  ${one.to} 里出现：${one.text}`);
  shown = seen.length;
}
