/**
 * Everything that can happen which another room or a page may want to know. Events carry ids, never texts of customers:
 * the reader looks the record up with its own rights. They may be lost; what must not be lost is a job.
 */
export interface EventCatalogue {
  'crm.record_changed': { entity: string; id: string; change: 'created' | 'updated' | 'deleted' };
  'crm.import_progress': { id: string; processed: number; total: number; status: string };
  'identity.user_changed': { id: string };
  'chat.event': {
    threadId: string;
    userId: string;
    runId: string;
    seq: number;
    event: { type: string; [key: string]: unknown };
  };
  'chat.cancel': { runId: string };
}

export type EventName = keyof EventCatalogue;

/** Tells and hears events, inside this process or across all processes of the service. */
export interface EventBus {
  publish<N extends EventName>(name: N, payload: EventCatalogue[N]): void;
  /** Returns the function that stops listening. A listener that throws is logged and does not disturb the others. */
  subscribe<N extends EventName>(name: N, listener: (payload: EventCatalogue[N]) => void): () => void;
  close(): Promise<void>;
}

/** The half of the bus that business code gets. */
export type EventPublisher = Pick<EventBus, 'publish'>;
