import type { Gazetteer } from './gazetteer.ts';
import type { GazetteerEntry, Mention } from './gazetteer-entry.ts';

/** The half of the gazetteer that sentences are read with. */
export type NameFinder = Pick<Gazetteer, 'findMentions' | 'findSlips'>;

/**
 * The gazetteer as one person may use it. A name that fits records of several people means this person's own; choices
 * are only made of records they may see. Where none may be seen the best one stays: the name is recognised, and the tool
 * says that there is no such record.
 */
export function visibleNames(gazetteer: NameFinder, visible: (entry: GazetteerEntry) => boolean): NameFinder {
  const narrow = (mention: Mention): Mention => {
    const seen = mention.candidates.filter((candidate) => visible(candidate.entry));
    return { ...mention, candidates: seen.length > 0 ? seen : mention.candidates.slice(0, 1) };
  };
  return {
    findMentions: (text) => gazetteer.findMentions(text).map(narrow),
    findSlips: (text, from, to, ordinary) => gazetteer.findSlips(text, from, to, ordinary).map(narrow),
  };
}
