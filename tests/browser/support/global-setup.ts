import { execFileSync } from 'node:child_process';
import { join } from 'node:path';
import type { TestProject } from 'vitest/node';
import { startServiceProcess } from './start-service-process.ts';

declare module 'vitest' {
  interface ProvidedContext {
    /** Address of the service with demo data and the built-in model that all browser tests share. */
    serviceUrl: string;
  }
}

/** Builds the console if its sources changed, and starts one service for all test files. */
export async function setup(project: TestProject): Promise<() => Promise<void>> {
  const root = join(import.meta.dirname, '..', '..', '..');
  execFileSync(process.execPath, ['scripts/build-web.ts'], { cwd: root, stdio: 'inherit' });
  const service = await startServiceProcess({ DEMO_DATA: 'on' });
  project.provide('serviceUrl', service.url);
  return () => service.stop();
}
