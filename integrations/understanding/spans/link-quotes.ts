import type { Span } from './span.ts';

const QUOTED = /[“"「『《]([^“”"「」『』《》]{1,300})[”"」』》]/g;

/** Words between quotation marks, to be taken as they are. The span is what stands between the marks. */
export function linkQuotes(text: string): Span[] {
  return [...text.matchAll(QUOTED)].map((hit) => ({
    start: hit.index + 1,
    end: hit.index + hit[0].length - 1,
    score: 0.9,
    readings: [{ kind: 'quoted' as const }],
  }));
}
