import { expect, it } from 'vitest';
import { bestWorkTime, onThisMachine } from '../../tests/support/work-time.ts';
import { findTimeSpans } from './find-time-spans.ts';

it('reads 200 characters in under five milliseconds', () => {
  const moment = new Date('2026-11-15T13:30:00Z');
  for (const words of ['二月三十日', '5月到8月', '本周', '1', '一', '每周一', '一个半', '2500个工作日后', '从']) {
    const text = words.repeat(200).slice(0, 200);
    const time = bestWorkTime(() => findTimeSpans(text, { now: moment, direction: 'future' }), 12);
    expect(time, words).toBeLessThan(onThisMachine(5));
  }
});
