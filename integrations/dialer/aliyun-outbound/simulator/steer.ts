import type { DialWorld } from './dial-world.ts';
import type { SimGroup, SimJob } from './sim-job.ts';
import { WireRefusal } from './wire-refusal.ts';

export interface Selection {
  readonly all: boolean;
  readonly group: SimGroup | null;
  readonly ids: readonly string[];
  readonly references: readonly string[];
}

/** Pauses, resumes or cancels jobs. What is on the line goes on; the wish takes effect when it ends. */
export function steer(world: DialWorld, wish: 'pause' | 'resume' | 'cancel', selection: Selection): void {
  const { all, group } = selection;
  if (all) for (const one of group ? [group] : world.groups.values()) hold(one, wish);
  for (const job of selected(world, selection)) {
    if (job.status === 'Executing') job.wish = wish === 'resume' ? null : wish;
    else if (wish === 'cancel') {
      if (['Scheduling', 'Paused', 'Drafted'].includes(job.status)) world.setStatus(job, 'Cancelled');
    } else if (wish === 'pause') {
      if (job.status === 'Scheduling') world.setStatus(job, 'Paused');
    } else if (job.status === 'Paused') world.schedule(job, Math.max(job.next, world.now));
  }
}

function hold(group: SimGroup, wish: 'pause' | 'resume' | 'cancel'): void {
  if (wish === 'cancel') group.held = 'Cancelled';
  else if (group.held !== 'Cancelled') group.held = wish === 'pause' ? 'Paused' : null;
}

function selected(world: DialWorld, { all, group, ids, references }: Selection): SimJob[] {
  if (all) return group ? group.jobs : [...world.jobs.values()];
  if (references.length > 0) {
    const wanted = new Set(references);
    return (group?.jobs ?? [...world.jobs.values()]).filter((job) => wanted.has(job.contact.referenceId));
  }
  if (ids.length === 0) throw new WireRefusal(400, 'MissingJobId', 'JobId is mandatory when All is false.');
  return ids.map((id) => world.jobs.get(id)).filter((job) => job !== undefined);
}
