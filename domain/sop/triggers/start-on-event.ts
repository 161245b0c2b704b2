import type { SopEngine, SopScope } from '../running/sop-engine.ts';
import { startInstances, type StartTarget } from '../instances/start-instances.ts';
import { templatesFor, type ActiveTemplate } from '../instances/read-active-template.ts';
import { whoFits } from './who-fits.ts';
import type { SopTriggerKind } from './trigger.ts';

interface Occasion<Event> {
  readonly event: Event;
  /** What makes it this event: told twice it starts nothing twice. */
  readonly key: string;
  readonly targets: (scope: SopScope) => Promise<readonly StartTarget[]>;
}

/** Something happened: every active template that waits for it starts for whom it concerns. */
export async function startOnEvent<Event>(
  engine: SopEngine,
  kind: SopTriggerKind<Event>,
  { event, key, targets }: Occasion<Event>,
): Promise<number> {
  const scope = engine.scope();
  const templates = await templatesFor(scope, [kind.type]);
  const waiting = templates.filter(({ content }) => kind.fits(content.trigger_config, event));
  if (waiting.length === 0) return 0;
  const found = await targets(scope);
  let started = 0;
  for (const template of waiting) started += await startFitting(engine, kind, { template, key, targets: found });
  return started;
}

async function startFitting<Event>(
  engine: SopEngine,
  kind: SopTriggerKind<Event>,
  { template, key, targets }: { template: ActiveTemplate; key: string; targets: readonly StartTarget[] },
): Promise<number> {
  const { conditions, delay_minutes: minutes } = template.content.trigger_config;
  const scope = engine.scope();
  const fitting = await whoFits(scope, targets, conditions, template.content.settings.variables);
  const rows = await startInstances(scope, {
    template,
    targets: fitting,
    trigger_type: kind.type,
    trigger_key: (target) => `${template.id}:${key}:${target.person_id}`,
    ...(kind.type === 'delay' ? { delay_minutes: minutes ?? 0 } : {}),
  });
  return rows.filter(({ id }) => id !== null).length;
}
