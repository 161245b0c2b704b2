const PASSWORD = 'a password of the benchmarks';

/** Settings of a service under measurement: no demonstration data, no limit on requests, quiet log. */
export function serviceEnvironment(database: Readonly<Record<string, string>>): Record<string, string> {
  return {
    HOST: '127.0.0.1',
    DEMO_DATA: 'off',
    RATE_LIMIT: '10000000',
    LOG_LEVEL: 'warn',
    ADMIN_PASSWORD: PASSWORD,
    JWT_SECRET: 'a secret of the benchmarks, used nowhere else',
    SHUTDOWN_GRACE_MS: '2000',
    ...database,
  };
}

/** Signs the administrator in. */
export async function adminToken(url: string): Promise<string> {
  const answer = await fetch(`${url}/api/v1/auth/login`, {
    method: 'POST',
    headers: { 'content-type': 'application/json' },
    body: JSON.stringify({ username: 'admin', password: PASSWORD }),
  });
  if (!answer.ok) throw new Error(`signing in answered ${answer.status}: ${await answer.text()}`);
  return ((await answer.json()) as { access_token: string }).access_token;
}
