import { expect } from 'vitest';
import type { TestClient } from './service.ts';

const CRM = '/api/v1/crm';

/** Calls a route of the CRM that must succeed and answers its body. */
export async function ok<T>(client: TestClient, method: string, path: string, body?: unknown): Promise<T> {
  const answer = await client.call<T>(method, CRM + path, body);
  expect([200, 201, 202, 204], `${method} ${path} ${JSON.stringify(answer.body)}`).toContain(answer.status);
  return answer.body;
}

/** Calls a route of the CRM that must be refused and answers why. */
export async function refused(
  client: TestClient,
  method: string,
  path: string,
  body?: unknown,
): Promise<{ code: string; message: string; details?: Record<string, unknown> }> {
  const answer = await client.call<{ error: { code: string; message: string } }>(method, CRM + path, body);
  expect(answer.status, JSON.stringify(answer.body)).toBeGreaterThanOrEqual(400);
  return answer.body.error;
}
