import type { FieldCatalogue } from '../../../kernel/conditions/field-catalogue.ts';
import type { SopContent, SopMaterialKind } from '../../../kernel/contracts/sop.ts';
import type { SopVariables } from '../../../kernel/contracts/sop-instances.ts';
import { query } from '../../../db/query.ts';
import type { Scope } from '../../scope.ts';
import { sopActionOf } from '../actions/registry.ts';
import { sopCatalogue } from '../language/sop-catalogue.ts';

/** What a content is checked against. */
export interface CheckWorld {
  readonly fields: FieldCatalogue;
  /** Materials that can be sent now, by id. */
  readonly materials: ReadonlyMap<string, { readonly name: string; readonly kind: SopMaterialKind }>;
  /** Templates that can be started, by id. */
  readonly templates: ReadonlyMap<string, { readonly name: string }>;
  /** The template itself, once it is kept. */
  readonly self: string | null;
}

/** The variables a sequence declares or sets, each with a value that says its kind. */
export function declaredVariables(content: Pick<SopContent, 'steps' | 'settings'>): SopVariables {
  const set = content.steps.flatMap(({ action_type: type, config }) =>
    type === 'update_field' && config['target'] === 'variable' && typeof config['name'] === 'string'
      ? [[config['name'], config['value'] as SopVariables[string]] as const]
      : [],
  );
  return { ...Object.fromEntries(set), ...content.settings.variables };
}

/** What the steps name of the store; a config that does not fit its action names nothing. */
export function namedInSteps(content: Pick<SopContent, 'steps'>): { materials: string[]; templates: string[] } {
  const materials = new Set<string>();
  const templates = new Set<string>();
  for (const { action_type: type, config } of content.steps) {
    const action = sopActionOf(type);
    const parsed = action.config.safeParse(config);
    if (!parsed.success) continue;
    for (const { id } of action.materials?.(parsed.data) ?? []) materials.add(id);
    const started = action.startsTemplate?.(parsed.data);
    if (started) templates.add(started);
  }
  return { materials: [...materials], templates: [...templates] };
}

/** Reads what a content has to be checked against. */
export async function readCheckWorld(
  scope: Pick<Scope, 'em'>,
  content: SopContent,
  self: string | null = null,
): Promise<CheckWorld> {
  const named = namedInSteps(content);
  const materials = await query<{ id: string; name: string; kind: SopMaterialKind }>(
    scope.em,
    'select id, name, kind from sop_materials where id = any($1::uuid[]) and archived_at is null',
    [named.materials],
  );
  const templates = await query<{ id: string; name: string }>(
    scope.em,
    `select id, name from sop_templates where id = any($1::uuid[]) and status <> 'archived'`,
    [named.templates],
  );
  return {
    fields: await sopCatalogue(scope, declaredVariables(content)),
    materials: new Map(materials.map((row) => [row.id, row])),
    templates: new Map(templates.map((row) => [row.id, row])),
    self,
  };
}
