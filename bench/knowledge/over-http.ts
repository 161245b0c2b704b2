import { benchDatabase } from '../bench-database.ts';
import type { BenchOptions } from '../bench-options.ts';
import { startChild, type ChildServer } from '../child-server.ts';
import { profileOf } from '../profile.ts';
import type { DatabaseKind, Figure } from '../result.ts';
import { adminToken, serviceEnvironment } from '../service-environment.ts';
import { spreadOf } from '../spread.ts';
import { askInTurns, type Asked } from './ask-in-turns.ts';
import { libraryBeside } from './library-beside.ts';
import { askAbout, makeDocuments, type BenchDocument } from './passage-maker.ts';
import { timeFigure } from './time-figure.ts';
import { uploadDocuments } from './upload-documents.ts';

const AIM_MS = 50;
const PROFILED = 300;

/** The whole service: documents come in by upload, questions by `POST /api/v1/knowledge/search`. */
export async function measureOverHttp(
  kind: DatabaseKind,
  options: BenchOptions,
  passages: number,
  unit: () => number,
): Promise<Figure[]> {
  const documents = [...makeDocuments(passages, unit)];
  const database = await benchDatabase(kind, options.serverUrl, () => Promise.resolve());
  const environment = serviceEnvironment(database.environment);
  const words = passages.toLocaleString('en-GB');
  const draw = questionsAbout(documents, unit);
  const library = await libraryBeside('MiniSearch in a process of its own', documents);
  try {
    const server = await startChild('server/main.ts', environment);
    const figures: Figure[] = [];
    try {
      const token = await adminToken(server.url);
      const idle = server.rssMb();
      const { seconds, peakMb } = await uploadDocuments(server, token, documents);
      const one = (what: string, unit: string, value: number): Figure => ({
        what: `${words} passages uploaded, read, cut and indexed: ${what}`,
        on: kind,
        unit,
        spread: spreadOf([value]),
      });
      figures.push(
        one('rate', 'passages/s', passages / seconds),
        one('memory above the idle service', 'MB', peakMb - idle),
        {
          what: `${words} passages put into MiniSearch: rate`,
          on: kind,
          unit: 'passages/s',
          spread: spreadOf([passages / library.seconds]),
        },
      );
      const service = asService(server, token);
      const times = await askInTurns([service, library], options.short ? 20 : 400, draw);
      for (const [name, list] of times)
        figures.push(timeFigure(kind, `search in ${words}: ${name}`, list, name === service.name ? AIM_MS : undefined));
    } finally {
      await server.stop();
    }
    return await Promise.all(
      figures.map(async (figure) => (figure.aim?.met === false ? await explained(figure) : figure)),
    );
  } finally {
    library.stop();
    await database.drop();
  }

  async function explained(figure: Figure): Promise<Figure> {
    const profile = await profileOf(environment, async (server) => {
      const service = asService(server, await adminToken(server.url));
      await askInTurns([service], options.short ? 5 : PROFILED, draw);
    });
    return { ...figure, profile };
  }
}

function asService(server: ChildServer, token: string): Asked {
  const headers = { authorization: `Bearer ${token}`, 'content-type': 'application/json' };
  return {
    name: 'the service over HTTP, reranked and read again',
    ask: async (query) => {
      const url = `${server.url}/api/v1/knowledge/search`;
      const answer = await fetch(url, { method: 'POST', headers, body: JSON.stringify({ query }) });
      const text = await answer.text();
      if (!answer.ok) throw new Error(`${url} answered ${answer.status}: ${text.slice(0, 300)}`);
      return (JSON.parse(text) as { items: unknown[] }).items.length;
    },
  };
}

/** Questions about passages anywhere in the documents. */
export function questionsAbout(documents: readonly BenchDocument[], unit: () => number): () => string {
  return () => {
    const { passages } = documents[Math.floor(unit() * documents.length)]!;
    return askAbout(passages[Math.floor(unit() * passages.length)]!, unit);
  };
}
