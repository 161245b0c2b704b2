import type { HealthSignal } from '../health-signal.port.ts';
import { callsSignal } from './calls.signal.ts';
import { complaintsSignal } from './complaints.signal.ts';
import { contactSignal } from './contact.signal.ts';
import { issuesSignal } from './issues.signal.ts';
import { ordersSignal } from './orders.signal.ts';
import { paymentsSignal } from './payments.signal.ts';
import { renewalSignal } from './renewal.signal.ts';
import { repliesSignal } from './replies.signal.ts';
import { rhythmSignal } from './rhythm.signal.ts';

/** What the CRM itself can say about a customer's health. Rooms above add theirs where the service is composed. */
export const HEALTH_SIGNALS = [
  contactSignal,
  rhythmSignal,
  repliesSignal,
  callsSignal,
  ordersSignal,
  renewalSignal,
  paymentsSignal,
  issuesSignal,
  complaintsSignal,
] as const satisfies readonly HealthSignal[];
