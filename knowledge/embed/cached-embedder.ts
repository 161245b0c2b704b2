import { createHash } from 'node:crypto';
import type { EntityManager } from '../../db/orm.ts';
import { query } from '../../db/query.ts';
import type { Clock } from '../../kernel/clock.ts';
import type { Embedder } from './embedder.port.ts';

/** Vectors are told apart by content, so texts that come again (a new version, a rebuild, a question) cost nothing. */
export function cachedEmbedder(
  inner: Embedder,
  parts: { readonly em: () => EntityManager; readonly clock: Clock },
): Embedder {
  const { model, dimension } = inner;
  const hashOf = (text: string): string => createHash('sha256').update(`${model}\0${dimension}\0${text}`).digest('hex');
  return {
    model,
    dimension,
    async embed(texts, options) {
      const hashes = texts.map(hashOf);
      const known = await readVectors(parts, [...new Set(hashes)]);
      const missing = new Map<string, string>();
      for (const [at, hash] of hashes.entries()) if (!known.has(hash)) missing.set(hash, texts[at]!);
      if (missing.size > 0) {
        const vectors = await inner.embed([...missing.values()], options);
        const made = new Map([...missing.keys()].map((hash, at) => [hash, vectors[at]!]));
        await writeVectors(parts, model, made);
        for (const [hash, vector] of made) known.set(hash, vector);
      }
      return hashes.map((hash) => known.get(hash)!);
    },
  };
}

async function readVectors(
  { em, clock }: { em: () => EntityManager; clock: Clock },
  hashes: readonly string[],
): Promise<Map<string, number[]>> {
  const rows = await query<{ hash: string; vector: string }>(
    em(),
    "select hash, encode(vector, 'base64') as vector from knowledge_embedding where hash = any($1)",
    [hashes],
  );
  if (rows.length > 0)
    // Once a day is enough to know what is still used.
    await query(
      em(),
      "update knowledge_embedding set used_at = $2 where hash = any($1) and used_at < $2::timestamptz - interval '1 day'",
      [rows.map((row) => row.hash), clock.now()],
    );
  return new Map(rows.map((row) => [row.hash, unpackFloats(Buffer.from(row.vector, 'base64'))]));
}

async function writeVectors(
  { em, clock }: { em: () => EntityManager; clock: Clock },
  model: string,
  vectors: ReadonlyMap<string, readonly number[]>,
): Promise<void> {
  await query(
    em(),
    `insert into knowledge_embedding (hash, model, vector, used_at)
     select r.hash, $1, decode(r.vector, 'base64'), $2 from unnest($3::text[], $4::text[]) as r(hash, vector)
     on conflict (hash) do nothing`,
    [
      model,
      clock.now(),
      [...vectors.keys()],
      Array.from(vectors.values(), (one) => packFloats(one).toString('base64')),
    ],
  );
}

function packFloats(vector: readonly number[]): Buffer {
  return Buffer.from(new Float32Array(vector).buffer);
}

function unpackFloats(bytes: Buffer): number[] {
  return Array.from({ length: bytes.length / 4 }, (_, at) => bytes.readFloatLE(at * 4));
}
