import type { FitNote } from '../../../../kernel/contracts/scoring.ts';
import { breathe, type FitRow } from '../fit/fit-data.ts';
import { SCORE_FIELDS, type ScoreField } from '../score-fields.ts';
import { takeSnapshot } from '../take-snapshot.ts';
import { outcomeOf, type Outcome } from './outcome-of.ts';
import type { PastLead } from './read-history.ts';
import { rewindLead } from './rewind-lead.ts';

const DAY_MS = 86_400_000;
/**
 * Ages in days at which a past lead is looked at, as long as it was still open then (landmark analysis, van Houwelingen
 * 2007): the model learns what leads of every age look like, and never sees what came after.
 */
const LANDMARKS = [0, 3, 7, 14, 30] as const;
/**
 * Where more settled leads than this have no dated end (a history that was imported), those still open would stand almost
 * alone at every later age: then all leads are looked at on their first day only.
 */
const MOST_UNDATED = 0.2;

/** The rows a model is fitted from. Rows of one lead share a weight of one. @param halfLife days, for the warmth */
export async function historyRows(
  leads: readonly PastLead[],
  halfLife: number,
  now: Date,
): Promise<{ rows: FitRow[]; notes: FitNote[] }> {
  const rows: FitRow[] = [];
  const dated = isDated(leads);
  for (const [place, lead] of leads.entries()) {
    if (place % 500 === 499) await breathe();
    const outcome = outcomeOf(lead);
    const moments = dated ? momentsOf(lead, outcome, now.getTime()) : [lead.created];
    for (const at of moments) {
      rows.push({
        values: takeSnapshot(rewindLead(lead, at), new Date(at), halfLife),
        won: outcome.won,
        weight: 1 / moments.length,
        at: new Date(lead.created),
        seenAt: new Date(at),
        group: lead.id,
      });
    }
  }
  const text = '多数线索查不到结束的时间（例如是导入的），只按建立当天的资料训练，没有用上之后的联系。';
  return { rows, notes: dated ? [] : [{ code: 'undated', level: 'warning', feature: '', text }] };
}

function isDated(leads: readonly PastLead[]): boolean {
  const settled = leads.map(outcomeOf).filter(({ at }) => at < Infinity);
  return settled.filter(({ timed }) => !timed).length <= MOST_UNDATED * settled.length;
}

/** When the lead is looked at. Where the end is not dated, only the beginning is known to lie before it. */
function momentsOf(lead: PastLead, outcome: Outcome, now: number): number[] {
  return LANDMARKS.map((days) => lead.created + days * DAY_MS).filter(
    (at) => at === lead.created || (outcome.timed && at < outcome.at && at <= now),
  );
}

/** Fields of the form and the feature that is made of each. */
const FEATURE_OF = {
  source: 'source',
  region: 'region',
  city: 'city',
  sector: 'sector',
  title: 'title_level',
  phone: 'has_phone',
  wechat: 'has_wechat',
  email: 'has_email',
  description: 'has_description',
} as const satisfies Record<string, ScoreField>;

const LATE_SHARE = 0.5;
const LEAST_LATE = 10;

/** Fields that are mostly filled in when the outcome is known already: they are taken as empty, and a person is told. */
export function lateFields(leads: readonly PastLead[]): FitNote[] {
  const settled = leads
    .map((lead) => ({ lead, outcome: outcomeOf(lead) }))
    .filter(({ outcome }) => outcome.at < Infinity);
  return Object.entries(FEATURE_OF).flatMap(([field, feature]): FitNote[] => {
    const filled = settled.filter(({ lead }) => Boolean(Reflect.get(lead, field)));
    const late = filled.filter(({ lead, outcome }) =>
      lead.edits.some((edit) => edit.at >= outcome.at && Object.hasOwn(edit.before, field) && !edit.before[field]),
    );
    if (late.length < LEAST_LATE || late.length <= LATE_SHARE * filled.length) return [];
    const share = Math.round((100 * late.length) / filled.length);
    const text = `“${SCORE_FIELDS[feature].label}”有 ${share}% 是出结果之后才填的，训练时按当时没填处理。`;
    return [{ code: 'filled_late', level: 'warning', feature, text }];
  });
}
