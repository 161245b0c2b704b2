import type { GazetteerEntry } from './gazetteer-entry.ts';
import type { NameVariant } from './name-variants.ts';

/** A variant of a name with the entry it belongs to. */
export interface IndexedName extends NameVariant {
  readonly entry: GazetteerEntry;
}
