import type { MikroORM } from '@mikro-orm/postgresql';
import type { CallEquipment } from '../domain/calls/calls-scope.ts';
import type { AssistantPort } from '../domain/assistant.port.ts';
import type { Channels } from '../domain/messaging/messaging-scope.ts';
import type { FlowEngine } from '../domain/routing/running/flow-engine.ts';
import type { SopEngine } from '../domain/sop/running/sop-engine.ts';
import type { JobEngine } from '../jobs/engine.ts';
import type { EventBus } from '../kernel/bus/events.ts';
import type { Clock } from '../kernel/clock.ts';
import type { Config } from '../kernel/config/config-shape.ts';
import type { Logger } from '../kernel/logger.ts';
import type { Random } from '../kernel/random.ts';
import type { Cache } from '../kernel/redis/cache.ts';
import type { Presence } from '../kernel/redis/presence.ts';
import type { KnowledgeSearch } from './knowledge/knowledge-search.ts';
import type { CallbackKeeper } from './messaging/callback-keeper.ts';
import type { CallbackReader } from './messaging/callback-reader.ts';
import type { CallbackSpool } from './messaging/callback-spool.ts';
import type { SecretBox } from './messaging/seal-secrets.ts';
import type { Metrics } from './metrics.ts';

/** Everything the process was composed of; made once in `start-service.ts`, replaceable part by part in tests. */
export interface ServiceParts {
  readonly config: Config;
  readonly clock: Clock;
  readonly random: Random;
  readonly logger: Logger;
  readonly orm: MikroORM;
  readonly engine: JobEngine;
  readonly bus: EventBus & { ready?(): boolean };
  readonly cache: Cache;
  readonly presence: Presence;
  readonly knowledge: KnowledgeSearch;
  /** Judges messages and drafts replies for the engines, with a language model or without. */
  readonly assistant: AssistantPort;
  /** The messaging channels that are set up. */
  readonly channels: Channels;
  /** What calls people, and what follows their calls. */
  readonly calls: CallEquipment;
  /** What flows run with. */
  readonly routing: FlowEngine;
  /** What sequences run with. */
  readonly sop: SopEngine;
  /** Seals the vendors' keys of accounts. */
  readonly secretBox: SecretBox;
  /** Keeps callbacks before they are answered. */
  readonly keeper: CallbackKeeper;
  /** Reads what was kept. */
  readonly reader: CallbackReader;
  /** Callbacks that wait in files for the database. */
  readonly spool: CallbackSpool;
  readonly metrics: Metrics;
  readonly jwtSecret: string;
}
