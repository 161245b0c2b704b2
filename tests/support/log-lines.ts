import { Writable } from 'node:stream';
import { createLogger, type Logger } from '../../kernel/logger.ts';

/** A logger whose lines can be read back. */
export function logLines(): { logger: Logger; lines: () => Array<Record<string, unknown>> } {
  let text = '';
  const out = new Writable({
    write: (chunk: Buffer, _encoding, done) => {
      text += chunk.toString('utf8');
      done();
    },
  });
  return {
    logger: createLogger('debug', out),
    lines: () =>
      text
        .split('\n')
        .filter(Boolean)
        .map((line) => JSON.parse(line) as Record<string, unknown>),
  };
}
