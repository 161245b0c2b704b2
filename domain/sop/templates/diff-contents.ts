import { isDeepStrictEqual } from 'node:util';
import type { SopContent, SopStep } from '../../../kernel/contracts/sop.ts';
import type { SopDiff } from '../../../kernel/contracts/sop-templates.ts';
import { writtenConfig } from './wire-config.ts';

type FieldChange = SopDiff['fields'][number];
type Fields = Readonly<Record<string, unknown>>;

/** What one content changes against another: step by step, field by field. */
export function diffContents(before: SopContent, after: SopContent): Omit<SopDiff, 'from' | 'to'> {
  const [old, fresh] = [byId(before), byId(after)];
  const moved = order(before, fresh).join() === order(after, old).join() ? [] : [orderChange(before, after)];
  return {
    added: after.steps.filter(({ id }) => !old.has(id)),
    removed: before.steps.filter(({ id }) => !fresh.has(id)),
    changed: after.steps.flatMap((step) => {
      const fields = old.has(step.id) ? changes(flat(old.get(step.id)!), flat(step), '') : [];
      return fields.length > 0 ? [{ id: step.id, name: step.name, fields }] : [];
    }),
    fields: [
      ...moved,
      ...changes({ ...before.trigger_config }, { ...after.trigger_config }, 'trigger_config.'),
      ...changes({ ...before.target_config }, { ...after.target_config }, 'target_config.'),
      ...changes({ ...before.settings }, { ...after.settings }, 'settings.'),
    ],
  };
}

function byId({ steps }: SopContent): ReadonlyMap<string, SopStep> {
  return new Map(steps.map((step) => [step.id, step]));
}

/** The ids of the steps both have, in the order of one of them. */
function order({ steps }: SopContent, others: ReadonlyMap<string, SopStep>): string[] {
  return steps.filter(({ id }) => others.has(id)).map(({ id }) => id);
}

function orderChange(before: SopContent, after: SopContent): FieldChange {
  const ids = ({ steps }: SopContent): string[] => steps.map(({ id }) => id);
  return { field: 'steps', before: ids(before), after: ids(after) };
}

function flat({ config, id: _id, ...step }: SopStep): Fields {
  return { ...writtenConfig(step.action_type, config), ...step };
}

function changes(before: Fields, after: Fields, prefix: string): FieldChange[] {
  const names = [...new Set([...Object.keys(before), ...Object.keys(after)])].toSorted();
  return names
    .filter((name) => !isDeepStrictEqual(before[name], after[name]))
    .map((name) => ({ field: prefix + name, before: before[name] ?? null, after: after[name] ?? null }));
}
