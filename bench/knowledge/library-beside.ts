import { fork } from 'node:child_process';
import { once } from 'node:events';
import { fileURLToPath } from 'node:url';
import type { Asked } from './ask-in-turns.ts';
import type { BenchDocument } from './passage-maker.ts';
import type { FromLibrary, ToLibrary } from './plain-library-process.ts';

export interface LibraryBeside extends Asked {
  /** Seconds in which the documents were put in, all in all. */
  readonly seconds: number;
  stop(): void;
}

/**
 * The plain library in a process of its own: its hundreds of megabytes of small objects would otherwise be swept by the same
 * collector in the middle of our answers. It takes its own time, so the way between the processes does not count for it.
 */
export async function libraryBeside(name: string, documents: readonly BenchDocument[]): Promise<LibraryBeside> {
  const child = fork(fileURLToPath(new URL('./plain-library-process.ts', import.meta.url)));
  const tell = async (message: ToLibrary): Promise<FromLibrary> => {
    const answer = once(child, 'message') as Promise<[FromLibrary]>;
    child.send(message);
    return (await answer)[0];
  };
  let ms = 0;
  for (const document of documents) ms += (await tell({ kind: 'add', document })).ms;
  return {
    name,
    seconds: ms / 1000,
    ask: async (question) => await tell({ kind: 'ask', question }),
    stop: () => void child.kill(),
  };
}
