import { expect, it } from 'vitest';
import { mayOpen } from './may-open.ts';

it('opens a place and what lies under it to those who hold what it needs', () => {
  expect(mayOpen('/imports/1', ['crm.import'])).toBe(true);
  expect(mayOpen('/imports/1', ['crm.read', 'chat.use'])).toBe(false);
  expect(mayOpen('/imports', [])).toBe(false);
  expect(mayOpen('/system', ['audit.read'])).toBe(true);
  expect(mayOpen('/importsandmore', [])).toBe(true);
});
