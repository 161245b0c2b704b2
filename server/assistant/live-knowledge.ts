import { forkEm } from '../../db/orm.ts';
import { listNames, NAMED_KINDS, type NameEntry } from '../../domain/crm/names/list-names.ts';
import { listChannelNames, type ChannelName } from '../../domain/messaging/conversations/list-channel-names.ts';
import { readLayer } from '../../domain/reports/read-layer.ts';
import { reportCatalogue } from '../../domain/reports/report-catalogue.ts';
import type { GazetteerEntry } from '../../integrations/understanding/gazetteer/gazetteer-entry.ts';
import { makeKnowledge } from '../../integrations/understanding/make-knowledge.ts';
import { layerFromCatalogue, type SemanticLayer } from '../../integrations/understanding/semantic-layer.ts';
import type { ToolDeclaration } from '../../integrations/understanding/tool-declaration.ts';
import { visibleNames } from '../../integrations/understanding/gazetteer/name-finder.ts';
import type { Knowledge } from '../../integrations/understanding/understanding.ts';
import type { ServiceParts } from '../parts.ts';

/** Changes are read together a moment after the first one was told. */
const REFRESH_AFTER_MS = 300;
/** Names read again in any case, for events that got lost. */
const REFRESH_EVERY_MS = 60_000;
/** Names read before the service answers; a larger store goes on being read while it does. */
const FIRST_NAMES = 20_000;
/** Contacts are the most and the least often said: they come last. */
const KINDS = [...NAMED_KINDS.filter((kind) => kind !== 'contact'), 'contact'] as const;
/** Conversations that turned out to be no groups: looked at once. */
const MOST_OTHERS = 10_000;
/** Clocks of processes differ a little, and a transaction commits after it took its time. */
const OVERLAP_MS = 10_000;

/** The names of the store as the built-in model knows them, kept fresh while the service runs. */
export class LiveKnowledge {
  readonly #parts: ServiceParts;
  readonly #knowledge: ReturnType<typeof makeKnowledge>;
  readonly #unsubscribe: () => void;
  #readUntil: Date;
  #stopped = false;
  #layer: SemanticLayer;
  readonly #touched = new Map<string, Set<string>>();
  readonly #otherTalks = new Set<string>();
  #timer: NodeJS.Timeout | undefined;
  readonly #interval: NodeJS.Timeout;
  #refreshing: Promise<void> = Promise.resolve();

  private constructor(parts: ServiceParts, knowledge: ReturnType<typeof makeKnowledge>, readUntil: Date) {
    this.#parts = parts;
    this.#knowledge = knowledge;
    this.#layer = knowledge.layer;
    this.#readUntil = readUntil;
    const unsubscribers = [
      parts.bus.subscribe('crm.record_changed', ({ entity, id, change }) => this.#changed(entity, id, change)),
      parts.bus.subscribe('messaging.message', ({ conversationId }) => this.#heard(conversationId)),
      parts.bus.subscribe('messaging.account_changed', () => void this.#next(async () => await this.#readRobots())),
      parts.bus.subscribe('identity.user_changed', () => void this.refresh()),
      parts.bus.subscribe('crm.import_progress', ({ status }) => void (status === 'running' || this.refresh())),
    ];
    this.#unsubscribe = () => {
      for (const stop of unsubscribers) stop();
    };
    this.#interval = setInterval(() => void this.refresh(), REFRESH_EVERY_MS);
    this.#interval.unref();
  }

  /** Reads the names, trains the ranker from the tools' own phrases, and reads the rest of a large store afterwards. */
  static async start(parts: ServiceParts, tools: readonly ToolDeclaration[]): Promise<LiveKnowledge> {
    const now = parts.clock.now();
    const pages = allNames(parts);
    const entries: GazetteerEntry[] = [];
    let page = await pages.next();
    while (page.done !== true) {
      entries.push(...page.value.map((name) => (isOfChannel(name) ? channelEntry(name) : toEntry(name))));
      if (entries.length >= FIRST_NAMES) break;
      page = await pages.next();
    }
    const knowledge = makeKnowledge({ tools, layer: await layerNow(parts), entries, now });
    const live = new LiveKnowledge(parts, knowledge, now);
    if (page.done !== true) live.#readRest(pages);
    return live;
  }

  /** What is known, with the names narrowed to those the person may be offered. */
  for(visible: (entry: GazetteerEntry) => boolean): Knowledge {
    return { ...this.#knowledge, layer: this.#layer, gazetteer: visibleNames(this.#knowledge.gazetteer, visible) };
  }

  /** Reads what changed since the last time. Public for tests; otherwise it happens by itself. */
  refresh(): Promise<void> {
    return this.#next(async () => await this.#readChanges());
  }

  /** One reading after the other; one that fails is told and made good by the next. */
  #next(work: () => Promise<void>): Promise<void> {
    const before = this.#refreshing;
    const reading = async (): Promise<void> => {
      await before;
      try {
        if (!this.#stopped) await work();
      } catch (error) {
        this.#parts.logger.warn({ error }, 'Names could not be refreshed');
      }
    };
    return (this.#refreshing = reading());
  }

  #readRest(pages: AsyncGenerator<Name[]>): void {
    void this.#next(async () => {
      for await (const page of pages) {
        if (this.#stopped) return;
        this.#learn(page);
      }
    });
  }

  stop(): void {
    this.#stopped = true;
    this.#unsubscribe();
    clearTimeout(this.#timer);
    clearInterval(this.#interval);
  }

  async #readChanges(): Promise<void> {
    const since = new Date(this.#readUntil.getTime() - OVERLAP_MS);
    this.#readUntil = this.#parts.clock.now();
    await this.#readLayer();
    for await (const page of allNames(this.#parts, since)) this.#learn(page);
  }

  /** The words of reports change with the organisation's own fields; a layer that stays the same stays compiled. */
  async #readLayer(): Promise<void> {
    const layer = await layerNow(this.#parts);
    if (JSON.stringify(layer) !== JSON.stringify(this.#layer)) this.#layer = layer;
  }

  /** Reads the records that events named: at a hundred thousand customers looking for changes is work, these few are not. */
  async #readTouched(): Promise<void> {
    const ids = new Map([...this.#touched].map(([entity, touched]) => [entity, [...touched]]));
    this.#touched.clear();
    const em = forkEm(this.#parts.orm);
    const talks = ids.get(TALK) ?? [];
    ids.delete(TALK);
    if (talks.length > 0) await this.#readTalks(talks);
    if (ids.size === 0) return;
    for await (const page of listNames({ em }, { ids, kinds: KINDS })) this.#learn(page);
    // A new tag is told as a change of its customer.
    const since = new Date(this.#parts.clock.now().getTime() - OVERLAP_MS);
    if (ids.has('customer')) for await (const page of listNames({ em }, { since, kinds: ['tag'] })) this.#learn(page);
  }

  async #readRobots(): Promise<void> {
    const since = new Date(this.#parts.clock.now().getTime() - OVERLAP_MS);
    for await (const page of listChannelNames({ em: forkEm(this.#parts.orm) }, { since })) this.#learn(page);
  }

  /** Names of groups that were heard for the first time. */
  async #readTalks(conversations: readonly string[]): Promise<void> {
    for await (const page of listChannelNames({ em: forkEm(this.#parts.orm) }, { conversations })) this.#learn(page);
    for (const id of conversations)
      if (!this.#knowledge.gazetteer.get('group', id)) {
        if (this.#otherTalks.size >= MOST_OTHERS) this.#otherTalks.clear();
        this.#otherTalks.add(id);
      }
  }

  /** A message tells of a group nobody named yet; those that are known, and talks with one person, cost a look here only. */
  #heard(conversationId: string): void {
    if (this.#knowledge.gazetteer.get('group', conversationId) || this.#otherTalks.has(conversationId)) return;
    this.#changed(TALK, conversationId, 'created');
  }

  #learn(page: readonly Name[]): void {
    for (const name of page) this.#knowledge.gazetteer.update(isOfChannel(name) ? channelEntry(name) : toEntry(name));
  }

  #changed(entity: string, id: string, change: 'created' | 'updated' | 'deleted'): void {
    if (entity === 'custom_field') void this.#next(async () => await this.#readLayer());
    else if (change === 'deleted') this.#knowledge.gazetteer.remove(entity as GazetteerEntry['kind'], id);
    else {
      const touched = this.#touched.get(entity) ?? new Set();
      this.#touched.set(entity, touched.add(id));
      this.#timer ??= setTimeout(() => {
        this.#timer = undefined;
        void this.#next(async () => await this.#readTouched());
      }, REFRESH_AFTER_MS);
    }
  }
}

type Name = NameEntry | ChannelName;

function isOfChannel(name: Name): name is ChannelName {
  return name.kind === 'group' || name.kind === 'robot';
}

/** Stands beside the kinds of records for conversations that were heard of. */
const TALK = 'conversation';

/** Every name there is, or those that changed: of the CRM, then of groups and robots. */
async function* allNames({ orm }: Pick<ServiceParts, 'orm'>, since?: Date): AsyncGenerator<Name[]> {
  const em = forkEm(orm);
  const changed = since ? { since } : {};
  yield* listChannelNames({ em }, changed);
  yield* listNames({ em }, { ...changed, kinds: KINDS });
}

async function layerNow({ orm }: ServiceParts): Promise<SemanticLayer> {
  return layerFromCatalogue(reportCatalogue(await readLayer({ em: forkEm(orm) })));
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

function channelEntry({ kind, id, name, aliases, ownerId, teamId }: ChannelName): GazetteerEntry {
  return { kind, id, name, aliases, ...(ownerId ? { ownerId } : {}), ...(teamId ? { teamId } : {}) };
}
