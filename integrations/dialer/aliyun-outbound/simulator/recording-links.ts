import { createHmac, timingSafeEqual } from 'node:crypto';
import type { DialWorld } from './dial-world.ts';
import { makeWav } from './make-wav.ts';
import { WireRefusal } from './wire-refusal.ts';

/** Links to recordings, signed and good for a while, as the object store makes them. */
export class RecordingLinks {
  readonly #world: DialWorld;
  readonly #secret: string;

  constructor(world: DialWorld, secret: string) {
    this.#world = world;
    this.#secret = secret;
  }

  /** `expires`: seconds since 1970. */
  linkOf(base: string, taskId: string, expires: number): string {
    const signature = encodeURIComponent(this.#sign(taskId, expires));
    return `${base}/recordings/${taskId}.wav?Expires=${expires}&Signature=${signature}`;
  }

  /** The bytes behind a link. @throws WireRefusal 403 when it is expired or not ours, 404 */
  read(taskId: string, expires: string, signature: string, now: number): Buffer {
    const ours = Buffer.from(this.#sign(taskId, Number(expires)));
    const theirs = Buffer.from(signature);
    if (ours.length !== theirs.length || !timingSafeEqual(ours, theirs))
      throw new WireRefusal(403, 'SignatureDoesNotMatch', 'The link is not signed by us.');
    if (Number(expires) * 1000 <= now) throw new WireRefusal(403, 'AccessDenied', 'Request has expired.');
    if (!this.#world.tasks.has(taskId)) throw new WireRefusal(404, 'NoSuchKey', 'The specified key does not exist.');
    return makeWav(taskId);
  }

  #sign(taskId: string, expires: number): string {
    return createHmac('sha1', this.#secret).update(`${taskId}\n${expires}`).digest('base64');
  }
}
