import { Writable } from 'node:stream';
import { describe, expect, it } from 'vitest';
import { createLogger, type Logger } from './logger.ts';

const PHONE = '13812345678';

/** What a logger writes, line by line. */
function listen(): { logger: Logger; lines: () => Record<string, unknown>[]; text: () => string } {
  let text = '';
  const out = new Writable({
    write: (chunk: Buffer, _encoding, done) => {
      text += chunk.toString('utf8');
      done();
    },
  });
  return {
    logger: createLogger('trace', out),
    text: () => text,
    lines: () =>
      text
        .trim()
        .split('\n')
        .map((line) => JSON.parse(line) as Record<string, unknown>),
  };
}

describe('the logger', () => {
  it('hides a number wherever in a line it stands', () => {
    const { logger, lines, text } = listen();
    logger.info({ a: { b: [{ phone: PHONE }, [PHONE]] } }, `called ${PHONE}`);
    logger.info({ phone: Number(PHONE), phones: [Number(PHONE), 1], [PHONE]: 'key' }, 'as numbers');
    logger.child({ caller: PHONE }).warn('bound %s', PHONE);
    logger.error(
      { error: new Error(`no answer from ${PHONE}`, { cause: new Error(`because of\n${PHONE}`) }) },
      'failed',
    );
    logger.error(new Error(`thrown at ${PHONE}`));
    expect(text()).not.toContain(PHONE);
    expect(lines()).toHaveLength(5);
    expect(lines()[0]).toMatchObject({ a: { b: [{ phone: '138****5678' }, ['138****5678']] } });
    expect(lines()[1]).toMatchObject({ phone: '138****5678', phones: ['138****5678', 1] });
  });

  it('tells of an error its message, stack and cause', () => {
    const { logger, lines } = listen();
    logger.warn({ error: new TypeError('odd', { cause: new Error('deeper') }) }, 'failed');
    const { error } = lines()[0] as { error: { type: string; message: string; stack: string } };
    expect(error).toMatchObject({ type: 'TypeError' });
    expect(error.stack).toContain('logger.test.ts');
    expect(error.stack).toContain('deeper');
  });

  it('hides tokens and WeChat ids in stacks', () => {
    const { logger, text } = listen();
    logger.error({ error: new Error('refused\nBearer abcdefghijklmnop\nwxid_abcdefgh12') }, 'failed');
    expect(text()).not.toMatch(/abcdefghijklmnop|defgh12/);
  });

  it('keeps ids readable', () => {
    const { logger, lines } = listen();
    logger.info({ reqId: '0193a7c2-13b8-7c1d-9f00-138123456781' }, 'x');
    expect(lines()[0]).toMatchObject({ reqId: '0193a7c2-13b8-7c1d-9f00-138123456781' });
  });

  it('writes the moment in UTC and the level by number', () => {
    const { logger, lines } = listen();
    logger.info('x');
    expect(lines()[0]).toMatchObject({ level: 30, msg: 'x' });
    expect(String(lines()[0]?.['time'])).toMatch(/^\d{4}-\d\d-\d\dT\d\d:\d\d:\d\d\.\d{3}Z$/);
  });
});
