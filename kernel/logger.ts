import { Writable } from 'node:stream';
import { pino, type Logger } from 'pino';
import { maskJson } from './mask.ts';

export type { Logger };

/** Masks what every line says before it leaves the process, wherever in the line a number stands. */
class MaskingStream extends Writable {
  readonly #out: NodeJS.WritableStream;

  constructor(out: NodeJS.WritableStream) {
    super({ decodeStrings: false });
    this.#out = out;
  }

  override _write(chunk: string | Buffer, _encoding: BufferEncoding, done: () => void): void {
    this.#out.write(maskJson(String(chunk)));
    done();
  }
}

/** The service's logger: JSON lines with phone numbers, ids and tokens masked. `out` is where they go. */
export function createLogger(level: string, out: NodeJS.WritableStream = process.stdout): Logger {
  return pino(
    { level, base: undefined, timestamp: pino.stdTimeFunctions.isoTime, errorKey: 'error' },
    new MaskingStream(out),
  );
}
