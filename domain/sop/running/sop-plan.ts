import { query } from '../../../db/query.ts';
import type { SopContent, SopStep } from '../../../kernel/contracts/sop.ts';
import type { Scope } from '../../scope.ts';
import { sopActionOf } from '../actions/registry.ts';
import { fieldsNamed } from '../language/condition-fields.ts';

/** A version of a sequence, ready to be carried out. */
export interface SopPlan {
  readonly versionId: string;
  readonly templateId: string;
  readonly templateName: string;
  readonly number: number;
  readonly content: SopContent;
  readonly steps: ReadonlyMap<string, SopStep>;
  readonly index: ReadonlyMap<string, number>;
  /** Fields its conditions and dates ask for. */
  readonly fields: readonly string[];
  /** Whether anything of the contact has to be read: a text, a condition, a date. */
  readonly readsFacts: boolean;
  readonly materialIds: readonly string[];
}

/** Versions never change, so a process reads each once; the oldest are forgotten. */
const MOST_PLANS = 200;

/** Keeps the plans of versions by their ids. */
export class SopPlans {
  readonly #known = new Map<string, SopPlan>();

  /** The plans of these versions; one that is gone is missing. */
  async of(scope: Pick<Scope, 'em'>, versionIds: Iterable<string>): Promise<ReadonlyMap<string, SopPlan>> {
    const wanted = [...new Set(versionIds)];
    const missing = wanted.filter((id) => !this.#known.has(id));
    if (missing.length > 0)
      for (const plan of await readPlans(scope, missing)) {
        const [oldest] = this.#known.keys();
        if (this.#known.size >= MOST_PLANS && oldest) this.#known.delete(oldest);
        this.#known.set(plan.versionId, plan);
      }
    return new Map(wanted.flatMap((id) => (this.#known.has(id) ? [[id, this.#known.get(id)!] as const] : [])));
  }
}

async function readPlans(scope: Pick<Scope, 'em'>, ids: readonly string[]): Promise<SopPlan[]> {
  const rows = await query<{ id: string; template_id: string; name: string; number: number; content: SopContent }>(
    scope.em,
    `select v.id, v.template_id, t.name, v.number, v.content from sop_template_versions v join sop_templates t on t.id = v.template_id
     where v.id = any($1::uuid[])`,
    [ids],
  );
  return rows.map((row) =>
    planOf(row.content, {
      versionId: row.id,
      templateId: row.template_id,
      templateName: row.name,
      number: row.number,
    }),
  );
}

/** Puts together what carrying a content out needs; also for one that was never saved. */
export function planOf(
  content: SopContent,
  head: Pick<SopPlan, 'versionId' | 'templateId' | 'templateName' | 'number'>,
): SopPlan {
  const needs = content.steps.map(needsOf);
  return {
    ...head,
    content,
    steps: new Map(content.steps.map((step) => [step.id, step])),
    index: new Map(content.steps.map(({ id }, at) => [id, at])),
    fields: [...new Set(needs.flatMap(({ fields }) => fields))],
    readsFacts: needs.some(({ reads }) => reads),
    materialIds: [...new Set(needs.flatMap(({ materials }) => materials))],
  };
}

interface Needs {
  readonly fields: readonly string[];
  readonly reads: boolean;
  readonly materials: readonly string[];
}

function needsOf(step: SopStep): Needs {
  const action = sopActionOf(step.action_type);
  const own = Object.values(action.conditions?.(step.config) ?? {});
  const ways = step.next_steps.flatMap(({ conditions }) => (conditions ? [conditions] : []));
  const conditions = [...(step.conditions ? [step.conditions] : []), ...own, ...ways];
  const date = step.delay_until && 'date_field' in step.delay_until ? [step.delay_until.date_field] : [];
  const fields = [...conditions.flatMap(fieldsNamed), ...date];
  const materials = (action.materials?.(step.config) ?? []).map(({ id }) => id);
  const texts = Object.keys(action.texts?.(step.config) ?? {});
  const reads = conditions.length + date.length + texts.length + materials.length > 0;
  return { fields, reads: reads || step.action_type === 'post_moments', materials };
}
