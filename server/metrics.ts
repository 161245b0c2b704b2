import { collectDefaultMetrics, Counter, Gauge, Histogram, Registry } from 'prom-client';

/** The counters of this process, with few label values each: routes, job names and outcomes, never ids. */
export interface Metrics {
  readonly registry: Registry;
  readonly http: Histogram;
  readonly jobs: Histogram;
  readonly modelTokens: Counter;
  readonly modelCalls: Histogram;
  readonly sockets: Gauge;
  readonly runs: Counter;
  readonly toolCalls: Histogram;
  readonly callbacks: Histogram;
}

export function createMetrics(): Metrics {
  const registry = new Registry();
  collectDefaultMetrics({ register: registry, prefix: 'xiaoshu_' });
  const registers = [registry];
  const seconds = [0.001, 0.005, 0.01, 0.025, 0.05, 0.1, 0.25, 0.5, 1, 2.5, 5, 15, 60];
  return {
    registry,
    http: new Histogram({
      name: 'xiaoshu_http_seconds',
      help: 'Time of HTTP answers',
      labelNames: ['method', 'route', 'status'],
      buckets: seconds,
      registers,
    }),
    jobs: new Histogram({
      name: 'xiaoshu_job_seconds',
      help: 'Time of job tries',
      labelNames: ['job', 'outcome'],
      buckets: seconds,
      registers,
    }),
    modelTokens: new Counter({
      name: 'xiaoshu_model_tokens_total',
      help: 'Tokens used',
      labelNames: ['endpoint', 'agent', 'direction'],
      registers,
    }),
    modelCalls: new Histogram({
      name: 'xiaoshu_model_seconds',
      help: 'Time of model calls',
      labelNames: ['endpoint', 'outcome'],
      buckets: seconds,
      registers,
    }),
    sockets: new Gauge({ name: 'xiaoshu_sockets', help: 'Open chat sockets', registers }),
    runs: new Counter({
      name: 'xiaoshu_runs_total',
      help: 'Answers by how they ended',
      labelNames: ['status'],
      registers,
    }),
    toolCalls: new Histogram({
      name: 'xiaoshu_tool_seconds',
      help: 'Time of tool calls',
      labelNames: ['tool', 'outcome'],
      buckets: seconds,
      registers,
    }),
    callbacks: new Histogram({
      name: 'xiaoshu_callback_read_seconds',
      help: 'Time of reading a callback of a channel',
      labelNames: ['outcome'],
      buckets: seconds,
      registers,
    }),
  };
}
