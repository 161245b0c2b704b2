import { createOrm, forkEm } from '../../../db/orm.ts';
import { pickFromPool } from '../../../domain/crm/pools/pick-from-pool.ts';
import { actorOf, loadUser } from '../../../domain/identity/load-actor.ts';
import { systemClock } from '../../../kernel/clock.ts';
import { AppError } from '../../../kernel/errors.ts';

/** Picks the same leads as another process, told to begin by SIGUSR2; says what became of each pick. */
const [url, userId, ...leads] = process.argv.slice(2) as [string, string, ...string[]];
const orm = await createOrm({ url, poolSize: 4 });
const user = await loadUser(forkEm(orm), userId);
if (!user) throw new Error('no such user');
const actor = actorOf(user, { locale: 'zh' });

process.once('SIGUSR2', () => {
  void (async () => {
    const outcomes = await Promise.all(
      leads.map(async (id) => {
        const scope = { em: forkEm(orm), clock: systemClock, actor, events: { publish: () => undefined } };
        return await pickFromPool(scope, { entity: 'lead', entity_id: id }).then(
          () => 'picked',
          (error: unknown) => (error instanceof AppError ? error.code : String(error)),
        );
      }),
    );
    console.log(`outcomes ${JSON.stringify(outcomes)}`);
    await orm.close(true);
  })();
});
// Keeps the process until it was told to begin.
const patience = setTimeout(() => process.exit(1), 60_000);
patience.unref();
const alive = setInterval(() => undefined, 1000);
process.once('SIGUSR2', () => clearInterval(alive));
console.log('ready');
