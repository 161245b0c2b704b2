import type { GazetteerEntry, NameKind } from './gazetteer/gazetteer-entry.ts';

interface NamedRecord {
  readonly name: string;
  readonly short_name?: string;
  readonly customer?: string;
  readonly company?: string;
  readonly team?: string;
  readonly city?: string;
  readonly series?: string;
}

/** The fixed world the evaluation phrases speak of (`agents/evals-world.json`). */
export interface EvalsWorld {
  readonly now: string;
  readonly me: { readonly name: string; readonly role: string };
  readonly people: readonly NamedRecord[];
  readonly customers: readonly NamedRecord[];
  readonly contacts: readonly NamedRecord[];
  readonly leads: readonly NamedRecord[];
  readonly opportunities: readonly NamedRecord[];
  readonly products: readonly NamedRecord[];
  readonly teams: readonly string[];
  readonly tags: readonly string[];
  readonly regions: readonly string[];
  readonly sectors: readonly string[];
  readonly sources: readonly string[];
  readonly segments: readonly string[];
  readonly groups: readonly string[];
  readonly robots: readonly string[];
}

/** Its names as gazetteer entries, as the store would give them. */
export function entriesOfWorld(world: EvalsWorld): GazetteerEntry[] {
  const records = (kind: NameKind, list: readonly NamedRecord[]): GazetteerEntry[] =>
    list.map((record, index) => {
      const hint = record.city ?? record.company ?? record.customer ?? record.team;
      return {
        kind,
        id: `${kind}-${index}`,
        name: record.name,
        // As the store lists them: a customer's short name, a lead's company.
        ...(record.short_name || record.company ? { aliases: [record.short_name ?? record.company ?? ''] } : {}),
        ...(record.customer ? { of: record.customer } : {}),
        ...(hint ? { hint } : {}),
      };
    });
  const values = (kind: NameKind, names: readonly string[]): GazetteerEntry[] =>
    names.map((name) => ({ kind, id: name, name }));
  const series = [...new Set(world.products.flatMap((product) => product.series ?? []))];
  return [
    ...records('person', world.people),
    ...records('customer', world.customers),
    ...records('contact', world.contacts),
    ...records('lead', world.leads),
    ...records('opportunity', world.opportunities),
    ...records('product', world.products),
    ...values('team', world.teams),
    ...values('tag', world.tags),
    ...values('region', world.regions),
    ...values('sector', world.sectors),
    ...values('source', world.sources),
    ...values('series', series),
    ...values('segment', world.segments),
    ...values('group', world.groups),
    ...values('robot', world.robots),
  ];
}
