import { expect, it } from 'vitest';
import { CreatePool, POOL_EVENT_KINDS } from '../../kernel/contracts/pools.ts';
import { DEMO_SEED, generateDemo } from '../../db/seeds/demo/generate-demo.ts';
import * as demo from '../../db/seeds/demo/words.ts';
import { STAGE_PROBABILITY } from '../../domain/crm/stage-table.ts';
import { TIMELINE_KINDS } from '../../domain/crm/timeline-kinds.ts';
import { ACTIVITY_KIND_WORDS, STAGE_WORDS } from '../../domain/crm/words.ts';

// Demo data lies below the CRM and may not import it, so it has its own copy of these tables.
it('writes demo data in the words of the CRM', () => {
  expect(demo.STAGE_WORDS).toEqual(STAGE_WORDS);
  expect(demo.ACTIVITY_KIND_WORDS).toEqual(ACTIVITY_KIND_WORDS);
  expect(demo.STAGE_PROBABILITY).toEqual(STAGE_PROBABILITY);
  expect(TIMELINE_KINDS).toMatchObject(demo.TIMELINE_WORDS);
});

it('sets its pool up as the product would, but for the days, and tells of it in the words of the CRM', () => {
  const {
    recycle_days: _recycle,
    warn_days: _warn,
    ...rules
  } = CreatePool.parse({ name: '客户公海', entity: 'customer' });
  const {
    pool,
    pool_event: events,
    timeline_entry: timeline,
  } = generateDemo(DEMO_SEED, new Date('2026-11-18T02:00:00Z'));
  expect(pool).toMatchObject([rules]);
  expect(CreatePool.safeParse({ ...rules, ...demo.POOL_RULES }).success).toBe(true);
  for (const { kind } of events) expect(POOL_EVENT_KINDS).toContain(kind);
  const given = timeline.filter(({ kind }) => kind === 'customer.transferred');
  expect(given).toHaveLength(events.length);
  for (const { title } of given) expect(title).toBe('转移客户：暂无负责人');
});
