import { MikroORM, type EntityManager, type Options } from '@mikro-orm/postgresql';
import { ENTITIES } from './entities/registry.ts';
import { LastingDriver } from './lasting-driver.ts';

export type { EntityManager } from '@mikro-orm/postgresql';

export interface OrmOptions {
  readonly url: string;
  /** Connections of this process's pool. */
  readonly poolSize: number;
}

/** Settings of the object mapper; the command line for migrations uses the same ones. */
export function ormOptions(options: OrmOptions): Options {
  return {
    driver: LastingDriver,
    entities: [...ENTITIES],
    clientUrl: options.url,
    pool: { min: 0, max: options.poolSize },
    forceUtcTimezone: true,
    discovery: { warnWhenNoEntities: false },
    ignoreUndefinedInQuery: true,
  };
}

/** Connects the object mapper. Nothing is sent before the first query. */
export async function createOrm(options: OrmOptions): Promise<MikroORM> {
  return await MikroORM.init(ormOptions(options));
}

/** A fresh unit of work: one per request, job or run. */
export function forkEm(orm: MikroORM): EntityManager {
  return orm.em.fork() as EntityManager;
}
