import { describe, expect, it } from 'vitest';
import { chainOf, serve, specOf } from '../../tests/support/chain-on-server.ts';
import { refuse, sayText, type Step } from '../../tests/support/model-server/step.ts';

describe('the circuit breaker', () => {
  it('leaves an endpoint alone after failures in a row, tries it once after a while, and closes when that works', async () => {
    const server = await serve([refuse(500), refuse(502), sayText('回来了')]);
    const { ask, chain, time } = chainOf([specOf(server)], { breaker: { failures: 2, resetMs: 30_000 } });
    await ask();
    expect(chain.status()[0]).toMatchObject({ endpoint: 'first', model: 'test-model', state: 'closed' });
    await ask();
    expect(chain.status()[0]).toMatchObject({
      state: 'open',
      lastFailure: 'server_error',
      retryAt: new Date(time.at + 30_000),
    });
    expect((await ask()).fellBack).toEqual([{ endpoint: 'first', reason: 'circuit_open' }]);
    expect(server.ledger).toHaveLength(2);
    time.at += 30_000;
    expect(await ask()).toMatchObject({ endpoint: 'first', fellBack: [] });
    expect(chain.status()[0]).toMatchObject({ state: 'closed', retryAt: null });
  });

  it('opens again when the trial fails', async () => {
    const server = await serve([refuse(500), refuse(500)]);
    const { ask, time, chain } = chainOf([specOf(server)], { breaker: { failures: 1, resetMs: 1000 } });
    await ask();
    time.at += 1000;
    await ask();
    expect(chain.status()[0]).toMatchObject({ state: 'open', retryAt: new Date(time.at + 1000) });
    expect((await ask()).fellBack).toMatchObject([{ reason: 'circuit_open' }]);
  });

  it('lets nobody wait for a trial that is under way', async () => {
    const release = Promise.withResolvers<Step>();
    const server = await serve([refuse(500), () => release.promise]);
    const { ask, time, chain } = chainOf([specOf(server)], { breaker: { failures: 1, resetMs: 1000 } });
    await ask();
    time.at += 1000;
    const trial = ask();
    expect((await ask()).fellBack).toMatchObject([{ reason: 'circuit_open' }]);
    expect(chain.status()[0]?.state).toBe('half_open');
    release.resolve(sayText('好'));
    expect(await trial).toMatchObject({ endpoint: 'first' });
  });

  it('keeps to Retry-After from the first 429 on', async () => {
    const server = await serve([refuse(429, '120'), sayText('好')]);
    const { ask, time, chain } = chainOf([specOf(server)], { breaker: { failures: 5, resetMs: 1000 } });
    await ask();
    expect(chain.status()[0]).toMatchObject({ state: 'open', retryAt: new Date(time.at + 120_000) });
    time.at += 119_000;
    expect((await ask()).fellBack).toMatchObject([{ reason: 'circuit_open' }]);
    time.at += 1000;
    expect(await ask()).toMatchObject({ endpoint: 'first' });
  });

  it('does not count what is the fault of one prompt', async () => {
    const server = await serve(() => sayText('x', { finish: 'content_filter' }));
    const { ask, chain } = chainOf([specOf(server)], { breaker: { failures: 1, resetMs: 1000 } });
    await ask();
    await ask();
    expect(chain.status()[0]?.state).toBe('closed');
    expect(server.ledger).toHaveLength(2);
  });

  it('is one for an endpoint that several agents use', async () => {
    const server = await serve([refuse(500)]);
    const spec = specOf(server);
    const { ask, chain } = chainOf([spec], { perAgent: { analyst: [spec] }, breaker: { failures: 1, resetMs: 1000 } });
    await ask();
    expect(chain.status()).toHaveLength(1);
    const answer = await ask({ meta: { userId: null, agent: 'analyst', runId: 'r' } });
    expect(answer.fellBack).toMatchObject([{ reason: 'circuit_open' }]);
  });
});
