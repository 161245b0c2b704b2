import { readFileSync } from 'node:fs';
import { Migration } from '@mikro-orm/migrations';
import type { MigrationObject } from '@mikro-orm/core';

/** A migration whose statements stand in the `.sql` file of the same name. Forward only: there is no way down. */
export function sqlMigration(name: string): MigrationObject {
  const text = readFileSync(new URL(`./${name}.sql`, import.meta.url), 'utf8');
  return {
    name,
    class: class extends Migration {
      override up(): void {
        this.addSql(text);
      }
    },
  };
}
