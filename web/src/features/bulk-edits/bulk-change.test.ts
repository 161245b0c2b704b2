import { expect, it } from 'vitest';
import { changeOf, EMPTY } from './bulk-change.ts';

it.each([
  ['region', 'text', ' 华东 ', { fields: { region: '华东' } }],
  ['region', 'text', EMPTY, { fields: { region: null } }],
  ['status', 'choice', 'contacted', { fields: { status: 'contacted' } }],
  ['decision_maker', 'boolean', 'false', { fields: { decision_maker: false } }],
  ['owner_id', 'owner', EMPTY, { owner_id: null }],
  ['owner_id', 'owner', 'u1', { owner_id: 'u1' }],
  ['add_tags', 'tags', '重点', { add_tags: ['重点'] }],
  ['remove_tags', 'tags', '重点\n老客户', { remove_tags: ['重点', '老客户'] }],
  ['region', 'text', '  ', undefined],
] as const)('%s (%s) typed as %j', (field, kind, text, change) => {
  expect(changeOf({ field, kind }, text)).toEqual(change);
});
