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
  ['amount', 'money', '¥12,000.50', { fields: { amount: 12000.5 } }],
  ['amount', 'money', '一万', undefined],
  ['amount', 'money', EMPTY, { fields: { amount: null } }],
  ['expected_close', 'date', '2026-12-31', { fields: { expected_close: '2026-12-31' } }],
  ['custom.likes', 'choices', '门禁\n监控', { fields: { 'custom.likes': ['门禁', '监控'] } }],
  ['custom.size', 'number', '3', { fields: { 'custom.size': 3 } }],
] as const)('%s (%s) typed as %j', (field, kind, text, change) => {
  expect(changeOf({ field, kind }, text)).toEqual(change);
});
