import { expect, it } from 'vitest';
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
