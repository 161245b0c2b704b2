const LONGEST_S = 1800;
const POLL_MS = 500;

/**
 * Waits until the service has worked out what rows that came in behind its back change: profiles, sums, likely duplicates.
 * @returns how many seconds that took
 * @throws Error when it takes longer than half an hour
 */
export async function settled(service: {
  readonly url: string;
  readonly headers: Readonly<Record<string, string>>;
}): Promise<number> {
  const began = performance.now();
  for (;;) {
    const { pending } = (await (
      await fetch(`${service.url}/api/v1/crm/data-quality/progress`, { headers: service.headers })
    ).json()) as { pending: number };
    const metrics = await (await fetch(`${service.url}/metrics`)).text();
    const seconds = (performance.now() - began) / 1000;
    // The job goes on until nobody is left on the list, so its first end is the end.
    if (pending === 0 && COUNTED.test(metrics)) return seconds;
    if (seconds > LONGEST_S) throw new Error(`${pending} records are still to be looked at`);
    await new Promise((resolve) => setTimeout(resolve, POLL_MS));
  }
}

const COUNTED = /^xiaoshu_job_seconds_count\{job="refresh-profiles",outcome="completed"\} [1-9]/m;
