import type { BenchDocument } from './passage-maker.ts';
import { PlainLibrary } from './plain-library.ts';

/** What the parent says: put this in, or answer this. Every message is answered by one. */
export type ToLibrary =
  { readonly kind: 'add'; readonly document: BenchDocument } | { readonly kind: 'ask'; readonly question: string };

/** How many passages were found (none when something was put in), and how long it took here, in milliseconds. */
export interface FromLibrary {
  readonly found: number;
  readonly ms: number;
}

const library = new PlainLibrary();

process.on('message', (message: ToLibrary) => {
  const begin = performance.now();
  let found = 0;
  if (message.kind === 'add') library.add(message.document);
  else found = library.ask(message.question);
  process.send?.({ found, ms: performance.now() - begin } satisfies FromLibrary);
});
