import type { Fault } from './faults.ts';

/** One call as the simulator saw it. No key is kept. */
export interface CallEntry {
  readonly number: number;
  readonly at: string;
  readonly action: string;
  readonly params: Readonly<Record<string, string>>;
  readonly status: number;
  readonly code: string;
  readonly carried_out: boolean;
  readonly fault: Fault['kind'] | null;
}

/** Everything the simulator was asked. What it dialled stands in its world. */
export interface CallLedger {
  readonly calls: CallEntry[];
  /** Calls that do not fit the description of the wire: a test expects none. */
  readonly problems: string[];
}
