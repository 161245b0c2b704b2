import { QUALITY_RULES, type QualityRule, type ReplyDraft } from './quality-rules.ts';

export interface QualityNote {
  readonly rule: string;
  readonly words: string;
}

/** `pass` the text may go, as it was or rewritten once; `fail` nothing that may go is left. */
export interface QualityVerdict {
  readonly verdict: 'pass' | 'fail';
  readonly text: string;
  /** What was wrong with the text as it came. */
  readonly notes: readonly QualityNote[];
  readonly rewritten: boolean;
}

/**
 * Holds a reply against every rule. What leaving something out can mend is left out, once; the rest is looked at again, and
 * whatever is still wrong fails it.
 */
export function checkQuality(draft: ReplyDraft): QualityVerdict {
  const found = findings(draft);
  const notes = found.map(({ rule, words }) => ({ rule: rule.name, words }));
  if (found.length === 0) return { verdict: 'pass', text: draft.text, notes, rewritten: false };
  const failed = { verdict: 'fail', text: draft.text, notes, rewritten: false } as const;
  if (found.some(({ rule }) => !rule.mend)) return failed;
  const text = found.reduce((kept, { rule }) => rule.mend?.({ ...draft, text: kept }) ?? kept, draft.text);
  const rest = findings({ ...draft, text });
  return rest.length === 0 ? { verdict: 'pass', text, notes, rewritten: true } : failed;
}

function findings(draft: ReplyDraft): { rule: QualityRule; words: string }[] {
  return QUALITY_RULES.flatMap((rule) => {
    const words = rule.find(draft);
    return words === null ? [] : [{ rule, words }];
  });
}
