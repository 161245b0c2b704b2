import { query } from '../../db/query.ts';
import type { ReadScope } from '../knowledge-scope.ts';
import { withoutOrders } from '../clean/find-orders.ts';
import type { LibraryHit } from './search-library.ts';

/** A numbered source: the found passage and the piece around it. */
export interface Source {
  readonly number: number;
  readonly hit: LibraryHit;
  readonly title: string;
  readonly heading: string;
  readonly text: string;
}

/** Sources an answer is worded from, and characters they may have together. */
const MOST = 6;
const BUDGET = 6000;

/**
 * The pieces around the found passages, best first, each once: a passage is understood by what stands around it. Passages
 * of one piece share its number. Ends when the budget of characters is used up. Orders to a model that stand in a document are left out.
 */
export async function gatherSources(scope: Pick<ReadScope, 'em'>, hits: readonly LibraryHit[]): Promise<Source[]> {
  const ids = [...new Set(hits.map((hit) => hit.section_id))];
  const sections = await query<{ id: string; text: string }>(
    scope.em,
    'select id, text from knowledge_section where id = any($1::uuid[])',
    [ids],
  );
  const texts = new Map(sections.map(({ id, text }) => [id, text]));
  const sources: Source[] = [];
  let left = BUDGET;
  for (const hit of hits) {
    if (sources.length === MOST) break;
    if (sources.some((source) => source.hit.section_id === hit.section_id)) continue;
    const whole = texts.get(hit.section_id) ?? hit.text;
    const text = withoutOrders(whole.length <= left ? whole : hit.text);
    if (text.length > left || text === '') continue;
    left -= text.length;
    sources.push({
      number: sources.length + 1,
      hit,
      title: hit.document_title,
      heading: hit.question ?? hit.heading,
      text,
    });
  }
  return sources;
}
