import { randomUUID } from 'node:crypto';
import { createOrm } from '../../db/orm.ts';
import { startEmbedded } from '../../db/embedded.ts';
import { createPgIndex, type PgIndex } from '../../integrations/knowledge-index/pgvector/create-pg-index.ts';
import { systemClock } from '../../kernel/clock.ts';
import { createLogger } from '../../kernel/logger.ts';
import { vectorisePassages } from '../../knowledge/embed/vectorise-passages.ts';
import type { Passage } from '../../knowledge/index/passage.ts';
import { searchKnowledge, type SearchParts } from '../../knowledge/search/search-knowledge.ts';
import { THRESHOLDS } from '../../knowledge/search/thresholds.ts';
import { makeLexicon } from '../../knowledge/text/lexicon.ts';
import { queryVector } from '../../knowledge/vectors/query-vector.ts';
import { benchDatabase } from '../bench-database.ts';
import type { BenchOptions } from '../bench-options.ts';
import { profileHere } from '../profile.ts';
import type { DatabaseKind, Figure } from '../result.ts';
import { spreadOf } from '../spread.ts';
import { askInTurns, type Asked } from './ask-in-turns.ts';
import { questionsAbout } from './over-http.ts';
import { libraryBeside } from './library-beside.ts';
import { makeDocuments, type BenchDocument } from './passage-maker.ts';
import { timeFigure } from './time-figure.ts';

const AIM_MS = 20;
const BATCH = 200;
const BEST = 10;
const PROFILED = 300;
const MB = 2 ** 20;
const lexicon = makeLexicon();

/** The index and the search by themselves, in this process. */
export async function measureInIndex(
  kind: DatabaseKind,
  options: BenchOptions,
  passages: number,
  unit: () => number,
): Promise<Figure[]> {
  const documents = [...makeDocuments(passages, unit)];
  const database = await benchDatabase(kind, options.serverUrl, () => Promise.resolve());
  const embedded = database.environment.DATABASE_URL
    ? null
    : await startEmbedded({ dataDir: database.environment.DATA_DIR! });
  const orm = await createOrm({ url: database.environment.DATABASE_URL ?? embedded!.url, poolSize: 4 });
  const index = createPgIndex({ orm, clock: systemClock, logger: createLogger('warn'), dense: null });
  const words = passages.toLocaleString('en-GB');
  const one = (what: string, unit: string, value: number): Figure => ({
    what: `${words} passages: ${what}`,
    on: kind,
    unit,
    spread: spreadOf([value]),
  });
  try {
    const indexing = await secondsOf(() => fill(index, documents));
    const reading = await secondsOf(() => index.warm());
    const plain = await libraryBeside('MiniSearch, same terms', documents);
    const figures = [
      one('put into the index, rate', 'passages/s', passages / indexing),
      one('read into memory at the start', 's', reading),
      one('memory the index holds', 'MB', index.held.bytes / MB),
      one('put into MiniSearch, rate', 'passages/s', passages / plain.seconds),
    ];
    const draw = questionsAbout(documents, unit);
    const own = asIndex(index);
    const times = await askInTurns([own, asSearch(index), plain], options.short ? 20 : 400, draw).finally(plain.stop);
    for (const [name, list] of times) {
      const figure = timeFigure(kind, `search in ${words}: ${name}`, list, name === own.name ? AIM_MS : undefined);
      const profile =
        figure.aim?.met === false
          ? { profile: await profileHere(async () => void (await askInTurns([own], PROFILED, draw))) }
          : {};
      figures.push({ ...figure, ...profile });
    }
    return figures;
  } finally {
    await index.close();
    await orm.close(true);
    await embedded?.stop();
    await database.drop();
  }
}

function asIndex(index: PgIndex): Asked {
  return {
    name: 'the index, by words, passages read',
    ask: async (question) => {
      const filter = { access: ['all'], at: systemClock.now() };
      return (await index.search({ sparse: queryVector(question, lexicon), filter, limit: BEST })).length;
    },
  };
}

function asSearch(index: PgIndex): Asked {
  const parts: SearchParts = {
    index,
    embedder: null,
    reranker: null,
    lexicon: () => Promise.resolve(lexicon),
    thresholds: THRESHOLDS,
  };
  return {
    name: 'index and built-in reranker',
    ask: async (query) =>
      (await searchKnowledge(parts, { query, access: ['all'], at: systemClock.now(), limit: BEST })).passages.length,
  };
}

async function fill(index: PgIndex, documents: readonly BenchDocument[]): Promise<void> {
  for (const document of documents) {
    const passages = passagesOf(document);
    for (let at = 0; at < passages.length; at += BATCH)
      await index.upsert(await vectorisePassages(null, passages.slice(at, at + BATCH)));
  }
}

function passagesOf({ title, passages }: BenchDocument): Passage[] {
  const documentId = randomUUID();
  const versionId = randomUUID();
  const payload = { visibility: ['all'], categories: [], tags: [], validFrom: null, validUntil: null };
  return passages.map(({ heading, text }) => {
    return { id: randomUUID(), documentId, versionId, parentId: null, text, title, heading, payload };
  });
}

async function secondsOf(work: () => Promise<void>): Promise<number> {
  const begin = performance.now();
  await work();
  return (performance.now() - begin) / 1000;
}
