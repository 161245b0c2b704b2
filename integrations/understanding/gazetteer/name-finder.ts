import type { Gazetteer } from './gazetteer.ts';
import type { GazetteerEntry, Mention } from './gazetteer-entry.ts';

/** The half of the gazetteer that sentences are read with. */
export type NameFinder = Pick<Gazetteer, 'findMentions' | 'findSlips'>;

/**
 * The gazetteer as one person may use it: a name that fits records of several people means this person's own, and choices
 * are only made of records they may see. A record they may not see is known by the words they said and nothing more; the
 * tool then says that there is no such record.
 */
export function visibleNames(gazetteer: NameFinder, visible: (entry: GazetteerEntry) => boolean): NameFinder {
  const narrow = (text: string, mention: Mention): Mention => {
    const seen = mention.candidates.filter((candidate) => visible(candidate.entry));
    if (seen.length > 0) return { ...mention, candidates: seen };
    const said = text.slice(mention.start, mention.end);
    const hidden = mention.candidates
      .slice(0, 1)
      .map(({ entry, match, score }) => ({ entry: { kind: entry.kind, id: entry.id, name: said }, match, score }));
    return { ...mention, candidates: hidden };
  };
  return {
    findMentions: (text) => gazetteer.findMentions(text).map((mention) => narrow(text, mention)),
    findSlips: (text, from, to, ordinary) =>
      gazetteer.findSlips(text, from, to, ordinary).flatMap((mention) => {
        // A slip of a hidden name is no name at all: to complete it would tell that the record exists.
        const isSeen = mention.candidates.some((candidate) => visible(candidate.entry));
        return isSeen ? [narrow(text, mention)] : [];
      }),
  };
}
