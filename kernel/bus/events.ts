/**
 * Everything that can happen which another room or a page may want to know. Events carry ids, never texts of customers:
 * the reader looks the record up with its own rights. They may be lost; what must not be lost is a job.
 */
export interface EventCatalogue {
  'crm.record_changed': { entity: string; id: string; change: 'created' | 'updated' | 'deleted' };
  'crm.import_progress': { id: string; processed: number; total: number; status: string };
  'knowledge.document_changed': { id: string; change: 'created' | 'updated' | 'deleted' };
  /** How far a version is: `status` as in the contract, passages in the index of all. */
  'knowledge.ingest_progress': { documentId: string; versionId: string; status: string; done: number; total: number };
  'crm.deal_warning': { id: string; opportunityId: string; change: 'raised' | 'resolved' };
  'crm.reminder': { id: string; userId: string };
  'crm.lead_graded': { lead_id: string; from_grade: string | null; to_grade: string; score: number };
  'crm.score_model_changed': { id: string; status: string };
  /** Waiting records were looked at; `pairs` likely duplicates were found or changed. */
  'crm.quality_progress': { checked: number; pending: number; pairs: number };
  'crm.bulk_edit_progress': { id: string; processed: number; total: number; status: string };
  'crm.recycle_warned': { userId: string; poolId: string; count: number };
  'messaging.message': { id: string; conversationId: string };
  'messaging.command_changed': { id: string; status: string };
  /** A flow made a step with a message; `way` is null where it waits, ends or failed. */
  'routing.step': {
    instanceId: string;
    conversationId: string;
    nodeId: string;
    nodeType: string;
    way: string | null;
    status: string;
    durationMs: number;
  };
  'routing.instance_changed': { id: string; conversationId: string; status: string };
  'routing.flow_changed': { id: string };
  'routing.collaboration_analysed': { id: string; conversationId: string; sessionId: string };
  'messaging.account_changed': { id: string };
  /** A visitor of a chat window has a new line, theirs or ours. */
  'web_chat.line': { visitorId: string };
  /** An alert was opened, seen again, raised, or came to an end; `level` is the one it has now. */
  'alerts.changed': { id: string; conversationId: string; level: string; change: string };
  'after_sales.task_changed': { id: string; conversationId: string; status: string };
  /** A call task moved: its status, its people, or what people want of it. */
  'calls.task_changed': { id: string; taskType: string; change: string };
  /** A template of sales sequences was made, changed, moved or removed. */
  'sop.template_changed': { id: string };
  /** A sequence moved on; `success` and `duration_minutes` only when it is over. */
  'sop.live': {
    type: string;
    instance_id: string;
    template_id: string;
    template_name: string;
    step_name: string | null;
    progress: number;
    status: string;
    success: boolean | null;
    duration_minutes: number | null;
  };
  'sop.batch_progress': { id: string; done: number; total: number; status: string };
  'identity.user_changed': { id: string };
  /** A group of synonyms was made, changed or removed. */
  'knowledge.synonyms_changed': { id: string };
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
