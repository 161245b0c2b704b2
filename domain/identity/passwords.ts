import { hash, verify } from '@node-rs/argon2';

/** Argon2id with the parameters OWASP names for interactive logins (19 MiB, 2 passes, 1 lane). */
const PARAMETERS = { memoryCost: 19_456, timeCost: 2, parallelism: 1 } as const;

/** Hash of no password anybody has: verifying against it makes an unknown user as slow as a wrong password. */
let decoy: string | undefined;

export async function hashPassword(password: string): Promise<string> {
  return await hash(password, PARAMETERS);
}

/** Whether the password fits. `stored` is null for users without a password; that takes the same time and fails. */
export async function passwordFits(stored: string | null | undefined, password: string): Promise<boolean> {
  decoy ??= await hashPassword('no password is this');
  const fits = await verify(stored ?? decoy, password);
  return fits && Boolean(stored);
}
