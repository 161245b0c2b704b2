import { startChild, type Child } from './child.ts';

export interface ServiceProcess extends Child {
  /** Address from its banner. */
  readonly url: string;
}

/** Starts `node server/main.ts` on a free port and waits for its banner. */
export async function serviceProcess(
  environment: Readonly<Record<string, string>>,
  args: readonly string[] = [],
): Promise<ServiceProcess> {
  const child = startChild('server/main.ts', args, { PORT: '0', DEMO_DATA: 'off', ...environment });
  const [, url] = await child.said(/Xiaoshu {2}(http:\S+)/, 60_000);
  return { ...child, url: url as string };
}
