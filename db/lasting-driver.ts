import { PostgreSqlConnection, PostgreSqlDriver, type Configuration } from '@mikro-orm/postgresql';
import { CompiledQuery, type DatabaseConnection, type Driver, type PostgresDialect } from 'kysely';

/**
 * A driver whose pool lasts when connections are lost inside transactions. A transaction gives its connection back only
 * after a rollback that was answered; over a lost connection none is, and each loss would keep one place of the pool for
 * good, until the process waits for ever.
 */
export class LastingDriver extends PostgreSqlDriver {
  protected override readonly connection: LastingConnection;

  constructor(config: Configuration) {
    super(config);
    this.connection = new LastingConnection(config);
  }
}

class LastingConnection extends PostgreSqlConnection {
  override createKyselyDialect(
    ...overrides: Parameters<PostgreSqlConnection['createKyselyDialect']>
  ): ReturnType<PostgreSqlConnection['createKyselyDialect']> {
    const dialect: PostgresDialect = super.createKyselyDialect(...overrides);
    const createDriver = dialect.createDriver.bind(dialect);
    dialect.createDriver = () => forgiving(createDriver());
    return dialect;
  }
}

/** What was not committed is gone with its connection, so a rollback that cannot be sent any more has nothing to do. */
function forgiving(driver: Driver): Driver {
  const rollback = driver.rollbackTransaction.bind(driver);
  driver.rollbackTransaction = async (connection) => {
    try {
      await rollback(connection);
    } catch (thrown) {
      if (await answers(connection)) throw thrown;
    }
  };
  return driver;
}

/** A lost connection answers nothing; the pool throws it away when it comes back. */
async function answers(connection: DatabaseConnection): Promise<boolean> {
  try {
    await connection.executeQuery(CompiledQuery.raw('select 1'));
    return true;
  } catch {
    return false;
  }
}
