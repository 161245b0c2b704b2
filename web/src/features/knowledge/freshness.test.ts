import { expect, it } from 'vitest';
import { freshnessOf } from './freshness.ts';

const now = new Date('2026-11-20T17:00:00.000Z'); // the 21st in Shanghai
const at = (more: Partial<Parameters<typeof freshnessOf>[0]>) =>
  freshnessOf(
    {
      valid_from: null,
      valid_until: null,
      confirmed_at: null,
      updated_at: '2026-11-01T00:00:00.000Z',
      status: 'ready',
      ...more,
    },
    now,
  );

it.each([
  [{}, undefined],
  [{ valid_until: '2026-11-20' }, 'expired'],
  [{ valid_until: '2026-11-21' }, 'expiring'],
  [{ valid_until: '2026-12-05' }, 'expiring'],
  [{ valid_until: '2026-12-06' }, undefined],
  [{ valid_from: '2026-11-21' }, undefined],
  [{ valid_from: '2026-11-22' }, 'not_yet'],
  [{ valid_from: '2026-11-22', valid_until: '2026-11-25' }, 'not_yet'],
  [{ updated_at: '2026-05-01T00:00:00.000Z' }, 'unconfirmed'],
  [{ updated_at: '2026-05-01T00:00:00.000Z', confirmed_at: '2026-10-01T00:00:00.000Z' }, undefined],
  [{ updated_at: '2026-05-01T00:00:00.000Z', status: 'failed' }, undefined],
] as const)('%j is %s', (document, freshness) => {
  expect(at(document)).toBe(freshness);
});
