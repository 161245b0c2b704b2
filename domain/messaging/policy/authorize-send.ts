import type { PolicyNote } from '../../../kernel/contracts/messaging.ts';
import { noteOf, type Objection, type SendFacts } from './rule.ts';
import { SEND_RULES } from './rules.ts';

/** What the policy says of a command, with everything that spoke against it. */
export interface SendDecision {
  readonly verdict: 'send' | 'put_off' | 'hold' | 'refuse';
  /** Set for `put_off`: the latest moment any rule named. */
  readonly until: Date | null;
  readonly notes: readonly PolicyNote[];
}

/**
 * The one policy for everything that leaves, asked when a command is queued and again right before it is sent. The
 * strictest rule decides: refuse before hold before put off.
 */
export function authorizeSend(facts: SendFacts): SendDecision {
  const found = SEND_RULES.flatMap((rule) => {
    const objection: Objection | null = rule.check(facts);
    return objection ? [{ objection, note: noteOf(rule, objection) }] : [];
  });
  const notes = found.map(({ note }) => note);
  for (const verdict of ['refuse', 'hold'] as const)
    if (notes.some((note) => note.verdict === verdict)) return { verdict, until: null, notes };
  const moments = found.flatMap(({ objection }) =>
    objection.verdict === 'put_off' ? [objection.until.getTime()] : [],
  );
  if (moments.length === 0) return { verdict: 'send', until: null, notes };
  return notAfterItsTime(facts, new Date(Math.max(...moments)), notes);
}

/** What would have to wait beyond its time is not sent at all. */
function notAfterItsTime(facts: SendFacts, until: Date, notes: readonly PolicyNote[]): SendDecision {
  const end = facts.command.expires_at;
  if (!end || until <= end) return { verdict: 'put_off', until, notes };
  const late: PolicyNote = {
    rule: 'expired',
    verdict: 'refuse',
    words: '等到可以发时已过有效时间，不再发送',
    until: null,
  };
  return { verdict: 'refuse', until: null, notes: [...notes, late] };
}
