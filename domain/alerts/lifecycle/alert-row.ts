import { query, queryOne } from '../../../db/query.ts';
import type { AlertCause, AlertEvent, AlertStatus } from '../../../kernel/contracts/alerts.ts';
import type { AlertLevel } from '../../../kernel/contracts/judgement.ts';
import type { Scope } from '../../scope.ts';

export type AlertScope = Pick<Scope, 'em' | 'clock' | 'events' | 'jobs'>;

export interface AlertRow {
  readonly id: string;
  readonly conversation_id: string;
  readonly person_id: string | null;
  readonly cause: AlertCause;
  readonly level: AlertLevel;
  readonly status: AlertStatus;
  readonly message_id: string | null;
  readonly version: number;
}

const COLUMNS = 'id, conversation_id, person_id, cause, level, status, message_id, version';

/** The alert, held until the transaction ends. */
export async function lockAlert(scope: Pick<Scope, 'em'>, id: string): Promise<AlertRow | undefined> {
  return await queryOne<AlertRow>(scope.em, `select ${COLUMNS} from alert where id = $1 for update`, [id]);
}

/** The unsettled alert of a person, a conversation and a matter, held until the transaction ends. */
export async function lockUnsettled(
  scope: Pick<Scope, 'em'>,
  place: { readonly conversation_id: string; readonly person_id: string | null; readonly matter: string },
): Promise<AlertRow | undefined> {
  return await queryOne<AlertRow>(
    scope.em,
    `select ${COLUMNS} from alert where conversation_id = $1 and person_id is not distinct from $2 and matter = $3
       and status in ('open', 'acknowledged') for update`,
    [place.conversation_id, place.person_id, place.matter],
  );
}

export function isSettled(row: Pick<AlertRow, 'status'>): boolean {
  return row.status === 'resolved' || row.status === 'cancelled';
}

export interface AlertStepInput {
  readonly event: AlertEvent;
  readonly level: AlertLevel;
  readonly reason: string;
  readonly by?: string | null;
  readonly message_id?: string | null;
}

/** Writes a line of an alert's history, and tells open pages when its level is one that is shown. */
export async function noteStep(
  scope: Pick<Scope, 'em' | 'clock' | 'events'>,
  alert: Pick<AlertRow, 'id' | 'conversation_id'>,
  step: AlertStepInput,
  options: { readonly shown: boolean },
): Promise<void> {
  await query(
    scope.em,
    'insert into alert_step (alert_id, event, level, reason, by_id, message_id, at) values ($1, $2, $3, $4, $5, $6, $7)',
    [
      alert.id,
      step.event,
      step.level,
      step.reason.slice(0, 300),
      step.by ?? null,
      step.message_id ?? null,
      scope.clock.now(),
    ],
  );
  if (!options.shown) return;
  const { id, conversation_id: conversationId } = alert;
  scope.events.publish('alerts.changed', { id, conversationId, level: step.level, change: step.event });
}
