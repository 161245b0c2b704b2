import type { CallSettings } from '../../kernel/config/config-shape.ts';
import type { Logger } from '../../kernel/logger.ts';
import type { Scope } from '../scope.ts';
import type { CallAnalyst } from './call-analyst.port.ts';
import type { DialerPort } from './dialer.port.ts';
import { callsError } from './errors.ts';
import type { RecordingShelf } from './recording-store.port.ts';

/** What a reading verb of the room works with. */
export type ReadScope = Pick<Scope, 'em' | 'actor'>;

/** What a verb works with that changes rows. */
export type WriteScope = Pick<Scope, 'em' | 'actor' | 'clock' | 'events' | 'jobs'>;

/** What the room was composed with. */
export interface CallEquipment {
  /** `null`: no dialer is set up, nobody is called. */
  readonly dialer: DialerPort | null;
  /** `null`: conversations are kept and followed up without a judgement, which can be made up for later. */
  readonly analyst: CallAnalyst | null;
  readonly recordings: RecordingShelf;
  readonly settings: CallSettings;
  readonly logger: Logger;
  /** Waits; given by tests so that they need not. Rejects when the signal is aborted. */
  readonly pause: (ms: number, signal?: AbortSignal) => Promise<void>;
}

/** What the jobs of the room work with. */
export type CallScope = WriteScope & { readonly calls: CallEquipment };

/**
 * The dialer.
 * @throws AppError `calls.no_dialer`
 */
export function dialerOf(scope: Pick<CallScope, 'calls'>): DialerPort {
  if (!scope.calls.dialer) throw callsError('calls.no_dialer');
  return scope.calls.dialer;
}
