import { Params, query } from '../../../db/query.ts';
import { differByOne, normalName } from '../names/normal-name.ts';
import type { ReadScope } from '../crm-scope.ts';
import { REFERENCE_TABLES, type ReferenceKind } from './reference-tables.ts';

/** A record that a cell names. */
export interface Reference {
  readonly id: string;
  readonly name: string;
  /** Team of a user; customer of a lead or an opportunity. */
  readonly extra: string | null;
}

/** What a cell names: one record, none, or several that cannot be told apart. */
export type Lookup = Reference | 'unknown' | 'ambiguous';

/**
 * The records that a file names, looked up many at a time and remembered, so that a hundred thousand rows ask a few
 * hundred questions. Matching is exact; what is almost right is a suggestion for a person, never taken silently.
 */
export class ReferenceBook {
  readonly #known = new Map<string, Lookup>();
  readonly #names = new Map<ReferenceKind, Map<string, string>>();

  /** Looks up the texts that are not known yet. */
  async learn(scope: ReadScope, kind: ReferenceKind, texts: Iterable<string>): Promise<void> {
    const table = REFERENCE_TABLES[kind];
    const missing = [...new Set(texts)].filter((text) => !this.#known.has(`${kind} ${text}`));
    if (missing.length === 0) return;
    await this.#ask(scope, kind, table.keys, missing);
    const late = missing.filter((text) => !this.#known.has(`${kind} ${text}`));
    if (late.length > 0 && table.lateKeys.length > 0) await this.#ask(scope, kind, table.lateKeys, late);
    for (const text of missing) if (!this.#known.has(`${kind} ${text}`)) this.#known.set(`${kind} ${text}`, 'unknown');
  }

  /** What a text names, after `learn`. */
  find(kind: ReferenceKind, text: string): Lookup {
    return this.#known.get(`${kind} ${text}`) ?? 'unknown';
  }

  /** The name that was probably meant: equal but for spaces, case, width and punctuation, or one letter off. Else null. */
  async suggest(scope: ReadScope, kind: ReferenceKind, text: string): Promise<string | null> {
    const names = this.#names.get(kind) ?? (await this.#readNames(scope, kind));
    const wanted = normalName(text);
    const same = names.get(wanted);
    if (same !== undefined || wanted.length < 3) return same ?? null;
    for (const [normal, name] of names) if (differByOne(normal, wanted)) return name;
    return null;
  }

  async #ask(scope: ReadScope, kind: ReferenceKind, keys: readonly string[], texts: readonly string[]): Promise<void> {
    const table = REFERENCE_TABLES[kind];
    const params = new Params();
    const wanted = params.add(texts);
    const visible = table.visible(scope.actor, params);
    const parts = keys.map(
      (key, rank) =>
        `select ${rank} as rank, r.${key}::text as text, r.id, r.name, ${table.extra} as extra from ${table.table} r
         where r.${key} = any(${wanted}::text[]) and ${visible}`,
    );
    const rows = await query<{ rank: number; text: string } & Reference>(
      scope.em,
      parts.join(' union all '),
      params.values,
    );
    const best = new Map<string, (typeof rows)[number][]>();
    for (const row of rows.sort((a, b) => a.rank - b.rank)) {
      const found = best.get(row.text);
      if (!found) best.set(row.text, [row]);
      else if (found[0]?.rank === row.rank) found.push(row);
    }
    for (const [text, [one, another]] of best) {
      if (one)
        this.#known.set(`${kind} ${text}`, another ? 'ambiguous' : { id: one.id, name: one.name, extra: one.extra });
    }
  }

  async #readNames(scope: ReadScope, kind: ReferenceKind): Promise<Map<string, string>> {
    const table = REFERENCE_TABLES[kind];
    const params = new Params();
    const rows = await query<{ name: string }>(
      scope.em,
      `select distinct r.name from ${table.table} r where ${table.visible(scope.actor, params)} order by r.name`,
      params.values,
    );
    const names = new Map(rows.map((row) => [normalName(row.name), row.name]));
    this.#names.set(kind, names);
    return names;
  }
}
