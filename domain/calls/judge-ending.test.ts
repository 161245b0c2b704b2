import { describe, expect, it } from 'vitest';
import { DIAL_STATE_TABLE, DIAL_STATES } from './dial-states.ts';
import { FAILURE_REASON_TABLE, FAILURE_REASONS } from './failure-reasons.ts';
import { JOB_STATE_TABLE, JOB_STATES } from './job-states.ts';
import { judgeEnding } from './judge-ending.ts';

const ending = (change: Partial<Parameters<typeof judgeEnding>[0]>) =>
  judgeEnding({ state: 'failed', failure: null, dial: null, rejected: false, ...change });

describe('the tables of endings', () => {
  it('say when to call again exactly where that is the step', () => {
    for (const [word, row] of [...Object.entries(DIAL_STATE_TABLE), ...Object.entries(FAILURE_REASON_TABLE)]) {
      expect(row.after_minutes !== null, word).toBe(row.step === 'call_again');
      expect(row.after_minutes ?? 120, word).toBeGreaterThanOrEqual(120);
    }
  });

  it('take exactly the dials that begin with reached as answered, and those as dialled and over', () => {
    for (const state of DIAL_STATES) {
      expect(DIAL_STATE_TABLE[state].reached, state).toBe(state.startsWith('reached'));
      if (DIAL_STATE_TABLE[state].reached)
        expect(DIAL_STATE_TABLE[state]).toMatchObject({ dialled: true, final: true });
    }
    expect(DIAL_STATES.filter((state) => !DIAL_STATE_TABLE[state].final)).toEqual(['executing', 'unknown']);
  });

  it('end with three states, cancelled among them', () => {
    expect(JOB_STATES.filter((state) => JOB_STATE_TABLE[state].final)).toEqual(['succeeded', 'failed', 'cancelled']);
  });
});

describe('the step after a call', () => {
  it.each(JOB_STATES.filter((state) => !JOB_STATE_TABLE[state].final))('waits while the job is %s', (state) => {
    for (const dial of DIAL_STATES)
      expect(judgeEnding({ state, dial, failure: 'empty_number', rejected: true }).step).toBe('wait');
  });

  it.each(DIAL_STATES.filter((state) => DIAL_STATE_TABLE[state].final))('follows the last dial: %s', (dial) => {
    const row = DIAL_STATE_TABLE[dial];
    expect(ending({ state: row.reached ? 'succeeded' : 'failed', dial, failure: 'no_answer' })).toBe(row);
  });

  it.each(FAILURE_REASONS)('follows the reason of the failure when no dial says more: %s', (failure) => {
    expect(ending({ failure })).toBe(FAILURE_REASON_TABLE[failure]);
    expect(ending({ failure, dial: 'executing' })).toBe(FAILURE_REASON_TABLE[failure]);
    expect(ending({ failure, dial: 'reached_finished' })).toBe(FAILURE_REASON_TABLE[failure]);
  });

  it('is the one a salesperson would take', () => {
    expect(ending({ dial: 'busy' })).toMatchObject({ step: 'call_again', after_minutes: 120 });
    expect(ending({ dial: 'empty_number' })).toMatchObject({ step: 'mark_number_invalid' });
    expect(ending({ dial: 'block_listed' })).toMatchObject({ step: 'do_not_call' });
    expect(ending({ dial: 'no_answer', rejected: true })).toMatchObject({ step: 'call_by_person', zh: '对方拒接' });
    expect(ending({ state: 'cancelled', dial: 'no_answer' })).toMatchObject({ step: 'none' });
    expect(ending({ state: 'succeeded' })).toMatchObject({ step: 'read_conversation' });
    expect(ending({ state: 'succeeded', dial: 'busy' })).toMatchObject({ step: 'read_conversation' });
  });
});
