import { describe, expect, it } from 'vitest';
import type { ScoredPassage } from '../index/passage.ts';
import { makeLexicon } from '../text/lexicon.ts';
import { rankLexically } from './rank-lexically.ts';
import { GAP, scanTokens, SENTENCE_END } from './scan-tokens.ts';
import { TextMemory } from './text-memory.ts';

const lexicon = makeLexicon();
const payload = { visibility: ['all'], categories: [], tags: [], validFrom: null, validUntil: null };
const passage = (id: string, heading: string, text: string): ScoredPassage => {
  return { id, documentId: id, versionId: id, parentId: null, title: '手册', heading, text, payload, score: 1 };
};
const PASSAGES = [
  passage('refund', '退款', '退款审核通过后，款项在 5 个工作日内原路退回。'),
  passage('invoice', '开票', '发票抬头在订单页修改，开票后不能再改。'),
  passage('x200', '网关', 'X200 网关支持 4G，整机质保三年。'),
];

describe('the built-in reranker', () => {
  it.each([
    ['退钱要多久', 'refund'],
    ['发票抬头怎么改', 'invoice'],
    ['x200质保几年', 'x200'],
  ])('to «%s» puts %s first', (question, first) => {
    const ranks = rankLexically(question, PASSAGES, lexicon);
    const best = ranks.indexOf(ranks.toSorted((a, b) => b.score - a.score)[0]!);
    expect(PASSAGES[best]!.id).toBe(first);
  });

  it('says the same of a text it remembers, whatever was asked in between', () => {
    const before = rankLexically('退款多久到账', PASSAGES, lexicon);
    rankLexically('发票抬头怎么改', PASSAGES.toReversed(), lexicon);
    expect(rankLexically('退款多久到账', PASSAGES, lexicon)).toEqual(before);
  });

  it('does not take an edited text for the former one', () => {
    const edited = PASSAGES.map((one) => ({ ...one, text: one.text.replace('退款', '换货').replace('款项', '货物') }));
    const [before] = rankLexically('退款多久到账', PASSAGES, lexicon);
    const [after] = rankLexically('退款多久到账', edited, lexicon);
    expect(after!.score).toBeLessThan(before!.score);
  });
});

it('a text is numbered sign by sign and word by word', () => {
  const [r, fee, gap, x200, end, , again] = scanTokens('退款,x200。退x200');
  expect([r, fee, gap, end]).toEqual(['退'.charCodeAt(0), '款'.charCodeAt(0), GAP, SENTENCE_END]);
  expect(x200).toBeLessThan(0);
  expect(again).toBe(x200);
});

describe('a memory of texts', () => {
  it('makes each once, and forgets what was not asked for when it is full', () => {
    const made: string[] = [];
    const memory = new TextMemory<number>(40);
    const of = (text: string): number => memory.of(text, (one) => made.push(one));
    const texts = Array.from({ length: 6 }, (_, at) => `${at}`.repeat(10));
    for (const text of texts) {
      of(text);
      // Asked for again and again: never forgotten.
      of('0'.repeat(10));
    }
    expect(made).toEqual(texts);
    of('0'.repeat(10));
    expect(made).toHaveLength(6);
    of('1'.repeat(10));
    expect(made.at(-1)).toBe('1'.repeat(10));
    expect(made).toHaveLength(7);
  });
});
