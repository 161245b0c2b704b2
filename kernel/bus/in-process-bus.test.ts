import { describe, expect, it } from 'vitest';
import { logLines } from '../../tests/support/log-lines.ts';
import type { EventName } from './events.ts';
import { createInProcessBus } from './in-process-bus.ts';

const turn = (): Promise<void> => Promise.resolve();

describe('the bus of one process', () => {
  it('tells every listener of the name, in order, after the publisher went on', async () => {
    const bus = createInProcessBus(logLines().logger);
    const heard: string[] = [];
    bus.subscribe('identity.user_changed', ({ id }) => heard.push(`a${id}`));
    bus.subscribe('identity.user_changed', ({ id }) => heard.push(`b${id}`));
    bus.subscribe('chat.cancel', () => heard.push('no'));
    bus.publish('identity.user_changed', { id: '1' });
    bus.publish('identity.user_changed', { id: '2' });
    expect(heard).toEqual([]);
    await turn();
    expect(heard).toEqual(['a1', 'b1', 'a2', 'b2']);
  });

  it('goes on when a listener throws, at once or later, and logs it', async () => {
    const { logger, lines } = logLines();
    const bus = createInProcessBus(logger);
    const heard: string[] = [];
    bus.subscribe('identity.user_changed', () => {
      throw new Error('broken');
    });
    bus.subscribe('identity.user_changed', async () => {
      await turn();
      throw new Error('broken later');
    });
    bus.subscribe('identity.user_changed', ({ id }) => heard.push(id));
    bus.publish('identity.user_changed', { id: '1' });
    await new Promise(setImmediate);
    expect(heard).toEqual(['1']);
    expect(lines()).toMatchObject([
      { msg: 'An event listener failed', event: 'identity.user_changed' },
      { msg: 'An event listener failed', event: 'identity.user_changed' },
    ]);
  });

  it('is silent to those who left, and after closing', async () => {
    const bus = createInProcessBus(logLines().logger);
    const heard: string[] = [];
    const leave = bus.subscribe('identity.user_changed', ({ id }) => heard.push(`left ${id}`));
    bus.subscribe('identity.user_changed', ({ id }) => heard.push(id));
    leave();
    bus.publish('identity.user_changed', { id: '1' });
    await turn();
    await bus.close();
    bus.publish('identity.user_changed', { id: '2' });
    await turn();
    expect(heard).toEqual(['1']);
  });

  it('survives a name nobody knows', async () => {
    const bus = createInProcessBus(logLines().logger);
    for (const name of ['error', 'no.such'] as string[]) bus.publish(name as EventName, { id: '1' } as never);
    await turn();
  });
});
