import { query } from '../../db/query.ts';
import { STALENESS, type IssueKind } from '../../kernel/contracts/knowledge-quality.ts';
import { newId } from '../../kernel/ids.ts';
import { localDay } from '../../kernel/time-phrases/local-day.ts';
import { appendAudit } from '../../domain/append-audit.ts';
import { inTransaction } from '../../domain/in-transaction.ts';
import type { WriteScope } from '../knowledge-scope.ts';
import { findContradictions } from './find-contradictions.ts';
import { findDuplicates } from './find-duplicates.ts';

interface Finding {
  /** Names the finding, so that a dismissed one does not come back. */
  readonly key: string;
  readonly kind: IssueKind;
  readonly document_id: string;
  readonly other_document_id: string | null;
  readonly detail: string;
  readonly quotes: readonly string[];
}

/**
 * Looks at all documents: out of date, double, contradicting, disliked. New findings are added, those that are no more go,
 * dismissed ones stay dismissed.
 */
export async function inspectKnowledge(outer: WriteScope): Promise<number> {
  const findings = [...(await findStale(outer)), ...(await pairFindings(outer))];
  await inTransaction(outer, async (scope) => {
    await query(
      scope.em,
      `insert into knowledge_issue (id, key, kind, document_id, other_document_id, detail, quotes, status, found_at)
       select f.id, f.key, f.kind, f.document_id, f.other_document_id, f.detail, f.quotes, 'open', $2
       from jsonb_to_recordset($1::jsonb) as f(id uuid, key text, kind text, document_id uuid, other_document_id uuid, detail text, quotes jsonb)
       where exists (select from knowledge_document d where d.id = f.document_id)
         and (f.other_document_id is null or exists (select from knowledge_document d where d.id = f.other_document_id))
       on conflict (key) do update set detail = excluded.detail, quotes = excluded.quotes`,
      [JSON.stringify(findings.map((finding) => ({ id: newId(), ...finding }))), scope.clock.now()],
    );
    await query(scope.em, "delete from knowledge_issue where status = 'open' and not (key = any($1::text[]))", [
      findings.map(({ key }) => key),
    ]);
    appendAudit(scope, {
      action: 'knowledge.inspected',
      entity: 'knowledge',
      entityId: null,
      after: { findings: findings.length },
    });
    await scope.em.flush();
  });
  return findings.length;
}

/** Findings about one document, by its days and its ratings. */
async function findStale(scope: WriteScope): Promise<Finding[]> {
  const now = scope.clock.now();
  const rows = await query<{ id: string; kind: IssueKind; about: string; mark: string }>(
    scope.em,
    `select d.id, 'expired' as kind, d.valid_until::text as about, d.valid_until::text as mark from knowledge_document d
       where d.valid_until < $1::date
     union all
     select d.id, 'expiring', d.valid_until::text, d.valid_until::text from knowledge_document d
       where d.valid_until >= $1::date and d.valid_until <= $1::date + ${STALENESS.expiring}
     union all
     select d.id, 'unconfirmed', extract(day from $2::timestamptz - coalesce(d.confirmed_at, d.updated_at))::int::text,
       coalesce(d.confirmed_at, d.updated_at)::text from knowledge_document d
       where d.status = 'ready' and coalesce(d.confirmed_at, d.updated_at) < $2::timestamptz - interval '${STALENESS.unconfirmed} days'
     union all
     select c.document_id, 'disliked', count(distinct a.id) filter (where a.rating = 'bad')::text, d.current_version_id::text
       from knowledge_citation c join knowledge_answer a on a.id = c.answer_id
       join knowledge_document d on d.id = c.document_id and d.current_version_id = c.version_id
       where a.rated_at >= $2::timestamptz - interval '${STALENESS.ratings} days'
       group by c.document_id, d.current_version_id
       having count(distinct a.id) filter (where a.rating = 'bad') >= ${STALENESS.bad}
         and count(distinct a.id) filter (where a.rating = 'bad') > count(distinct a.id) filter (where a.rating = 'good')`,
    [localDay(now), now],
  );
  return rows.map(({ id, kind, about, mark }) => ({
    key: `${kind}:${id}:${mark}`,
    kind,
    document_id: id,
    other_document_id: null,
    detail: sentenceOf(kind, about),
    quotes: [],
  }));
}

function sentenceOf(kind: IssueKind, about: string): string {
  if (kind === 'expired') return `有效期到 ${about} 已经结束，不再用于回答。请更新、延长或删除。`;
  if (kind === 'expiring') return `有效期到 ${about} 为止，快到期了。请确认是否延长。`;
  if (kind === 'unconfirmed') return `已有 ${about} 天没有人确认内容是否仍然正确。`;
  return `最近 ${STALENESS.ratings} 天有 ${about} 次回答被评为不好，请检查内容。`;
}

async function pairFindings(scope: WriteScope): Promise<Finding[]> {
  const duplicates = await findDuplicates(scope);
  const contradictions = await findContradictions(scope);
  return [
    ...duplicates.map(({ a, b, share }) => ({
      key: `duplicate:${a}:${b}`,
      kind: 'duplicate' as const,
      document_id: a,
      other_document_id: b,
      detail:
        share >= 1 ? '两篇内容完全相同，请保留一篇。' : `两篇内容约 ${Math.round(share * 100)}% 相同，请看看是否合并。`,
      quotes: [],
    })),
    ...contradictions.map(({ a, b, topic, quotes }) => ({
      key: `contradiction:${a}:${b}:${topic}`.slice(0, 200),
      kind: 'contradiction' as const,
      document_id: a,
      other_document_id: b,
      detail: '同一个问题，两篇写的数字不一样，请核对。',
      quotes,
    })),
  ];
}
