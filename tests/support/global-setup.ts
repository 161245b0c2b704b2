/** Prepares what all test files share; each database template is made on first use (see database.ts). */
export function setup(): void {
  process.env.TZ = 'UTC';
}
