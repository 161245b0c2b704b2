import { expect, it } from 'vitest';
import { tellStaffState, type StaffFacts } from './staff-state.ts';

const NOW = new Date('2026-11-18T10:00:00+08:00');
const ago = (minutes: number): Date => new Date(NOW.getTime() - minutes * 60_000);
const QUIET: StaffFacts = { said: null, said_until: null, last_active_at: null, open_tasks: 0 };

it.each<[facts: Partial<StaffFacts>, state: string]>([
  [{}, 'offline'],
  [{ last_active_at: ago(15) }, 'online'],
  [{ last_active_at: ago(16) }, 'offline'],
  [{ last_active_at: ago(1), open_tasks: 4 }, 'online'],
  [{ last_active_at: ago(1), open_tasks: 5 }, 'busy'],
  [{ last_active_at: ago(60), open_tasks: 9 }, 'offline'],
  [{ said: 'busy', said_until: ago(-1) }, 'busy'],
  [{ said: 'offline', said_until: ago(-1), last_active_at: ago(0) }, 'offline'],
  [{ said: 'offline', said_until: NOW, last_active_at: ago(0) }, 'online'],
])('%j is %s', (facts, state) => {
  expect(tellStaffState({ ...QUIET, ...facts }, NOW).state).toBe(state);
});
