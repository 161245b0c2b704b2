import { describe, expect, it } from 'vitest';
import { pickSpans } from './pick-spans.ts';
import type { Span, SpanKind } from './span.ts';

const span = (start: number, end: number, kind: SpanKind, score = 1): Span => ({
  start,
  end,
  score,
  readings: [{ kind }],
});

describe('pickSpans', () => {
  it('prefers the long stretch to the short ones inside', () => {
    expect(pickSpans([span(0, 2, 'region'), span(2, 4, 'tag'), span(0, 6, 'customer')])).toHaveLength(1);
  });

  it('keeps all that do not overlap, in order', () => {
    expect(pickSpans([span(4, 6, 'period'), span(0, 2, 'person')]).map((each) => each.start)).toEqual([0, 4]);
  });

  it('joins the readings of one stretch, the surer first', () => {
    const [only] = pickSpans([span(0, 2, 'customer', 0.5), span(0, 2, 'person', 0.9)]);
    expect(only?.readings.map((reading) => reading.kind)).toEqual(['person', 'customer']);
  });
});
