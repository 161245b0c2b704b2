import { defineEntity, p } from '@mikro-orm/core';
import { NODE_CAUSES, type StepError } from '../../../kernel/contracts/routing.ts';
import { FlowInstance } from './flow-instance.entity.ts';

interface LoggedEffect {
  readonly kind: string;
  readonly payload: Readonly<Record<string, unknown>>;
}

/** One step of an instance: what was looked up, decided, why, what was done, how long it took (spec 002 §4.1). Append-only. */
export const FlowExecutionLog = defineEntity({
  name: 'FlowExecutionLog',
  tableName: 'flow_execution_logs',
  properties: {
    id: p.bigint('string').primary().autoincrement(),
    instance: () => p.manyToOne(FlowInstance).mapToPk().deleteRule('cascade'),
    /** Counts from 1 within the instance. */
    seq: p.integer(),
    nodeId: p.string().length(40),
    nodeType: p.string().length(60),
    cause: p.enum([...NODE_CAUSES, 'cancelled']),
    way: p.string().length(40).nullable(),
    reason: p.text(),
    /** Shortened and masked. */
    input: p.json<unknown>().nullable(),
    details: p.json<Record<string, unknown>>(),
    effects: p.json<LoggedEffect[]>(),
    waitsUntil: p.datetime().nullable(),
    waitsOn: p.string().length(120).nullable(),
    error: p.json<StepError>().nullable(),
    durationMs: p.integer(),
    at: p.datetime(),
  },
  uniques: [{ properties: ['instance', 'seq'], name: 'flow_execution_log_seq_unique' }],
  indexes: [{ properties: ['nodeType', 'at'], name: 'flow_execution_log_type' }],
});
