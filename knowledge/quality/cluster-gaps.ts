import { KnowledgeGap } from '../../db/entities/knowledge/knowledge-gap.entity.ts';
import { query } from '../../db/query.ts';
import type { GapStatus } from '../../kernel/contracts/knowledge-quality.ts';
import { newId } from '../../kernel/ids.ts';
import { inTransaction } from '../../domain/in-transaction.ts';
import { contentWords } from '../answer/content-words.ts';
import type { WriteScope } from '../knowledge-scope.ts';
import { centreOf, likeness, vectorOfQuestion, type QuestionVector } from './question-vector.ts';

/** From this cosine on two questions want the same article. */
const ALIKE = 0.42;
/** Questions given out at once, and questions a gap is recognised by. */
const BATCH = 500;
const REMEMBERED = 30;
const MOST_WORDS = 6;

interface Cluster {
  id: string;
  status: GapStatus;
  isNew: boolean;
  texts: string[];
  vectors: QuestionVector[];
  centre: QuestionVector;
  last: Date;
  first: Date;
}

interface NewQuestion {
  readonly id: string;
  readonly question: string;
  readonly created_at: Date;
}

/**
 * Gives each unanswered question to the gap it lies nearest to, or begins a new one: in the order they were asked, so the
 * same questions make the same gaps. A gap whose article was written opens again when people still ask; one that was
 * dismissed stays so.
 */
export async function clusterGaps(outer: WriteScope): Promise<number> {
  return await inTransaction(outer, async (scope) => {
    await query(scope.em, "select pg_advisory_xact_lock(hashtextextended('knowledge-gaps', 0))");
    const fresh = await query<NewQuestion>(
      scope.em,
      `select id, question, created_at from knowledge_gap_question where gap_id is null order by created_at, id limit ${BATCH}`,
    );
    if (fresh.length === 0) return 0;
    const clusters = await readClusters(scope);
    const touched = new Map<Cluster, string[]>();
    for (const { id, question, created_at: at } of fresh) {
      const vector = vectorOfQuestion(question);
      const cluster = nearest(clusters, vector) ?? begin(clusters, at);
      cluster.texts.push(question);
      cluster.vectors.push(vector);
      cluster.centre = centreOf(cluster.vectors.slice(-REMEMBERED));
      cluster.last = at > cluster.last ? at : cluster.last;
      touched.set(cluster, [...(touched.get(cluster) ?? []), id]);
    }
    for (const [cluster, ids] of touched) await store(scope, cluster, ids);
    return fresh.length;
  });
}

async function readClusters(scope: WriteScope): Promise<Cluster[]> {
  const rows = await query<{ id: string; status: GapStatus; first: Date; last: Date; texts: string[] }>(
    scope.em,
    `select g.id, g.status, g.first_asked_at as first, g.last_asked_at as last, q.texts from knowledge_gap g
     cross join lateral (select coalesce(jsonb_agg(x.question), '[]') as texts from (select question from knowledge_gap_question
       where gap_id = g.id order by created_at desc, id limit ${REMEMBERED}) x) q
     order by g.first_asked_at, g.id`,
  );
  return rows.map(({ texts, ...row }) => {
    const vectors = texts.map(vectorOfQuestion);
    return { ...row, isNew: false, texts, vectors, centre: centreOf(vectors) };
  });
}

function nearest(clusters: readonly Cluster[], vector: QuestionVector): Cluster | undefined {
  let best: Cluster | undefined;
  let most = ALIKE;
  for (const cluster of clusters) {
    const share = likeness(cluster.centre, vector);
    if (share >= most && (best === undefined || share > most)) [best, most] = [cluster, share];
  }
  return best;
}

function begin(clusters: Cluster[], at: Date): Cluster {
  const cluster: Cluster = {
    id: newId(),
    status: 'open',
    isNew: true,
    texts: [],
    vectors: [],
    centre: new Map(),
    first: at,
    last: at,
  };
  clusters.push(cluster);
  return cluster;
}

async function store(scope: WriteScope, cluster: Cluster, questionIds: readonly string[]): Promise<void> {
  const words = sharedWords(cluster.texts);
  if (cluster.isNew) {
    scope.em.create(KnowledgeGap, {
      id: cluster.id,
      title: titleOf(cluster),
      status: 'open',
      words,
      firstAskedAt: cluster.first,
      lastAskedAt: cluster.last,
    });
    await scope.em.flush();
  } else
    await query(
      scope.em,
      `update knowledge_gap set words = $2, last_asked_at = greatest(last_asked_at, $3), version = version + 1,
         status = case when status = 'written' then 'open' else status end where id = $1`,
      [cluster.id, words, cluster.last],
    );
  await query(scope.em, 'update knowledge_gap_question set gap_id = $1 where id = any($2::uuid[])', [
    cluster.id,
    [...questionIds],
  ]);
}

/** The question that lies nearest to all others, without its politeness. */
function titleOf({ texts, vectors, centre }: Cluster): string {
  let best = 0;
  for (let index = 1; index < texts.length; index += 1)
    if (likeness(vectors[index] ?? new Map(), centre) > likeness(vectors[best] ?? new Map(), centre)) best = index;
  const plain = (texts[best] ?? '')
    .replace(/^(?:您好|你好|请问一下|请问|想问一下|问一下|咨询一下|麻烦问下|那个)[，,\s]*/u, '')
    .replace(/[？?。！!\s]+$/u, '')
    .replace(/(?:呢|吗|呀|啊|嘛|哦)$/u, '');
  return (plain || (texts[best] ?? '')).slice(0, 80);
}

/** Words that at least half of the questions have, most frequent first. */
function sharedWords(texts: readonly string[]): string[] {
  const counts = new Map<string, number>();
  for (const text of texts) for (const word of contentWords(text)) counts.set(word, (counts.get(word) ?? 0) + 1);
  return [...counts]
    .filter(([word, count]) => word.length >= 2 && count * 2 >= texts.length)
    .toSorted((a, b) => b[1] - a[1] || b[0].length - a[0].length || (a[0] < b[0] ? -1 : 1))
    .slice(0, MOST_WORDS)
    .map(([word]) => word);
}
