import { SOP_STEP_BASE, type SopActionType } from '../../../kernel/contracts/sop.ts';

type Fields = Readonly<Record<string, unknown>>;

const BASE: ReadonlySet<string> = new Set(SOP_STEP_BASE);
/** An action's field that would stand where every step has its own is written under another name: kept name to written one. */
const WRITTEN_AS: Readonly<Partial<Record<SopActionType, Readonly<Record<string, string>>>>> = {
  update_field: { name: 'field' },
};

/** How a kept field of an action is written beside the step's own. */
export function writtenName(type: SopActionType, kept: string): string {
  return WRITTEN_AS[type]?.[kept] ?? kept;
}

/** The action's own fields out of a step as it is written. */
export function configOf(type: SopActionType, step: Fields): Record<string, unknown> {
  const kept = new Map(Object.entries(WRITTEN_AS[type] ?? {}).map(([name, written]) => [written, name]));
  const own = Object.entries(step).filter(([name]) => !BASE.has(name));
  return Object.fromEntries(own.map(([name, value]) => [kept.get(name) ?? name, value]));
}

/** The action's own fields as they are written beside the step's. */
export function writtenConfig(type: SopActionType, config: Fields): Record<string, unknown> {
  return Object.fromEntries(Object.entries(config).map(([name, value]) => [writtenName(type, name), value]));
}
