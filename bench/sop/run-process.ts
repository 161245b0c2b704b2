import { spawn } from 'node:child_process';
import { join } from 'node:path';

/**
 * Runs one side of a comparison in a Node of its own.
 * @returns what it printed as its last line, which is JSON
 * @throws Error with its last words when it ends otherwise
 */
export async function runProcess<T>(script: string, args: readonly string[], node: readonly string[] = []): Promise<T> {
  const child = spawn(process.execPath, [...node, join(import.meta.dirname, script), ...args], {
    stdio: ['ignore', 'pipe', 'pipe'],
  });
  let printed = '';
  let complained = '';
  child.stdout.on('data', (chunk: Buffer) => void (printed += String(chunk)));
  child.stderr.on('data', (chunk: Buffer) => void (complained = (complained + String(chunk)).slice(-2000)));
  const code = await new Promise<number | null>((resolve) => child.once('close', resolve));
  const line = printed
    .trim()
    .split('\n')
    .findLast((one) => one.startsWith('{'));
  if (code !== 0 || !line) throw new Error(`${script} ended with ${code}: ${printed.slice(-500)} ${complained}`);
  return JSON.parse(line) as T;
}
