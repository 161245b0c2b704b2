import { forkEm } from '../../db/orm.ts';
import { listNames, type NameEntry } from '../../domain/crm/names/list-names.ts';
import { reportCatalogue } from '../../domain/reports/report-catalogue.ts';
import type { GazetteerEntry } from '../../integrations/understanding/gazetteer/gazetteer-entry.ts';
import { makeKnowledge } from '../../integrations/understanding/make-knowledge.ts';
import { layerFromCatalogue } from '../../integrations/understanding/semantic-layer.ts';
import type { ToolDeclaration } from '../../integrations/understanding/tool-declaration.ts';
import { visibleNames } from '../../integrations/understanding/gazetteer/name-finder.ts';
import type { Knowledge } from '../../integrations/understanding/understanding.ts';
import type { ServiceParts } from '../parts.ts';

/** Changes are read together a moment after the first one was told. */
const REFRESH_AFTER_MS = 300;
/** Names read again in any case, for events that got lost. */
const REFRESH_EVERY_MS = 60_000;
/** Clocks of processes differ a little, and a transaction commits after it took its time. */
const OVERLAP_MS = 10_000;

/** The names of the store as the built-in model knows them, kept fresh while the service runs. */
export class LiveKnowledge {
  readonly #parts: ServiceParts;
  readonly #knowledge: ReturnType<typeof makeKnowledge>;
  readonly #unsubscribe: () => void;
  #readUntil: Date;
  #timer: NodeJS.Timeout | undefined;
  readonly #interval: NodeJS.Timeout;
  #refreshing: Promise<void> = Promise.resolve();

  private constructor(parts: ServiceParts, knowledge: ReturnType<typeof makeKnowledge>, readUntil: Date) {
    this.#parts = parts;
    this.#knowledge = knowledge;
    this.#readUntil = readUntil;
    const unsubscribers = [
      parts.bus.subscribe('crm.record_changed', ({ entity, id, change }) => this.#changed(entity, id, change)),
      parts.bus.subscribe('identity.user_changed', () => this.#soon()),
      parts.bus.subscribe('crm.import_progress', () => this.#soon()),
    ];
    this.#unsubscribe = () => {
      for (const stop of unsubscribers) stop();
    };
    this.#interval = setInterval(() => void this.refresh(), REFRESH_EVERY_MS);
    this.#interval.unref();
  }

  /** Reads all names and trains the ranker from the tools' own phrases. */
  static async start(parts: ServiceParts, tools: readonly ToolDeclaration[]): Promise<LiveKnowledge> {
    const now = parts.clock.now();
    const entries: GazetteerEntry[] = [];
    for await (const page of listNames({ em: forkEm(parts.orm) })) entries.push(...page.map(toEntry));
    const knowledge = makeKnowledge({ tools, layer: layerFromCatalogue(reportCatalogue()), entries, now });
    return new LiveKnowledge(parts, knowledge, now);
  }

  /** What is known, with the names narrowed to those the person may be offered. */
  for(visible: (entry: GazetteerEntry) => boolean): Knowledge {
    return { ...this.#knowledge, gazetteer: visibleNames(this.#knowledge.gazetteer, visible) };
  }

  /** Reads what changed since the last time. Public for tests; otherwise it happens by itself. */
  refresh(): Promise<void> {
    clearTimeout(this.#timer);
    this.#timer = undefined;
    this.#refreshing = this.#refreshing
      .then(() => this.#readChanges())
      .catch((error: unknown) => this.#parts.logger.warn({ error }, 'Names could not be refreshed'));
    return this.#refreshing;
  }

  stop(): void {
    this.#unsubscribe();
    clearTimeout(this.#timer);
    clearInterval(this.#interval);
  }

  async #readChanges(): Promise<void> {
    const since = new Date(this.#readUntil.getTime() - OVERLAP_MS);
    this.#readUntil = this.#parts.clock.now();
    for await (const page of listNames({ em: forkEm(this.#parts.orm) }, { since })) {
      for (const name of page) this.#knowledge.gazetteer.update(toEntry(name));
    }
  }

  #changed(entity: string, id: string, change: 'created' | 'updated' | 'deleted'): void {
    if (change === 'deleted') this.#knowledge.gazetteer.remove(entity as GazetteerEntry['kind'], id);
    else this.#soon();
  }

  #soon(): void {
    this.#timer ??= setTimeout(() => void this.refresh(), REFRESH_AFTER_MS);
  }
}

function toEntry(name: NameEntry): GazetteerEntry {
  return {
    kind: name.kind,
    id: name.id ?? name.name,
    name: name.name,
    aliases: name.aliases,
    ...(name.code ? { code: name.code } : {}),
    ...(name.hint ? { hint: name.hint } : {}),
    // The hint of a contact is its customer's name: «X总那边» then stands for the customer.
    ...(name.kind === 'contact' && name.hint ? { of: name.hint } : {}),
    ...(name.ownerId ? { ownerId: name.ownerId } : {}),
    ...(name.teamId ? { teamId: name.teamId } : {}),
  };
}
