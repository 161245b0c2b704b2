import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { SOP_TYPES } from '../../../kernel/contracts/sop.ts';
import { crmWorld, type CrmWorld } from '../../../tests/support/crm-world.ts';
import { validateContent } from '../templates/validate-content.ts';
import { libraryContent, listLibrary } from './library-view.ts';
import { SOP_LIBRARY } from './registry.ts';

let world: CrmWorld;
beforeAll(async () => {
  world = await crmWorld();
});
afterAll(async () => await world.stop());

/** Words the advertising law (2015, art. 9 and 28) forbids or that promise what nobody can. */
const FORBIDDEN =
  /最[好佳优大低高强新快先]|第一|国家级|世界级|顶级|唯一|首选|绝对|百分之百|100%|独家|史上|万能|保证|包过|稳赚|零风险|永久/;
/** A way out for somebody who does not want it. */
const WAY_OUT = /不需要|没关系|不方便|不打扰|不用回|不考虑|来不了|不续|不急着催|不聊工作/;

describe.each(SOP_LIBRARY)('$title', (item) => {
  it('can be activated as it is', async () => {
    expect(await validateContent(world.as('chen'), libraryContent(item))).toEqual({ valid: true, problems: [] });
  });

  it('speaks politely, shortly and leaves a way out', () => {
    const texts = listLibrary()
      .find(({ name }) => name === item.name)!
      .steps.filter(({ action_type: type }) => type === 'send_message')
      .map(({ text }) => text);
    expect(texts.length).toBeGreaterThan(0);
    for (const text of texts) {
      expect(text).not.toMatch(FORBIDDEN);
      expect([...text].length, text).toBeLessThanOrEqual(160);
    }
    expect(texts.join('')).toMatch(WAY_OUT);
    expect(libraryContent(item).settings.stop_on_refusal).toBe(true);
  });
});

it('holds a template for every kind and situation', () => {
  expect(SOP_LIBRARY.length).toBeGreaterThanOrEqual(12);
  expect(new Set(SOP_LIBRARY.map(({ name }) => name)).size).toBe(SOP_LIBRARY.length);
  expect(new Set(SOP_LIBRARY.map(({ sop_type }) => sop_type))).toEqual(new Set(SOP_TYPES));
});
