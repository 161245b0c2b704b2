import { AppUser } from '../../db/entities/identity/app-user.entity.ts';
import { newId } from '../../kernel/ids.ts';
import type { Random } from '../../kernel/random.ts';
import { inTransaction } from '../in-transaction.ts';
import type { Scope } from '../scope.ts';
import { hashPassword } from './passwords.ts';

/**
 * Makes the first administrator (`admin`) of an empty installation.
 * @returns the password when one was made up here and has to be told to the person at the screen, else undefined
 */
export async function ensureAdministrator(
  scope: Pick<Scope, 'em' | 'clock' | 'events'> & { readonly random: Random },
  givenPassword: string | null,
): Promise<string | undefined> {
  if (await scope.em.findOne(AppUser, { role: 'administrator' })) return undefined;
  const password = givenPassword ?? scope.random.bytes(12).toString('base64url');
  const passwordHash = await hashPassword(password);
  const made = await inTransaction(scope, async (tx) => {
    // Two processes may start on one empty database: the unique user name lets one of them win.
    const now = tx.clock.now();
    const inserted = await tx.em.upsertMany(
      AppUser,
      [
        {
          id: newId(),
          username: 'admin',
          name: '管理员',
          passwordHash,
          role: 'administrator',
          createdAt: now,
          updatedAt: now,
          active: true,
          sessionEpoch: 0,
          version: 1,
        },
      ],
      { onConflictFields: ['username'], onConflictAction: 'ignore' },
    );
    return inserted.length > 0;
  });
  return made && !givenPassword ? password : undefined;
}
