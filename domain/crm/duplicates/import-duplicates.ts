import type { ImportKind, ImportPreview } from '../../../kernel/contracts/imports.ts';
import type { DuplicateMatch, QualityEntity } from '../../../kernel/contracts/data-quality.ts';
import type { ReadScope } from '../crm-scope.ts';
import type { ResolvedRow } from '../imports/resolve-row.ts';
import { describeMatches } from './describe-matches.ts';
import { findMatches, type FoundMatch } from './find-matches.ts';
import { matchKeys } from './match-keys.ts';
import { EMPTY_RECORD, type MatchRecord } from './match-record.ts';
import { LEAST_CANDIDATE } from './score-pair.ts';

const ENTITIES: Readonly<Partial<Record<ImportKind, QualityEntity>>> = {
  customers: 'customer',
  contacts: 'contact',
  leads: 'lead',
};
/** Rows of a file that are compared: enough to see what a list is like. */
const MOST_CHECKED = 20_000;
const SAMPLE = 50;

/** Counts, while a file is previewed, its rows that are probably records one has under another name or number. */
export class ImportDuplicates {
  readonly #entity: QualityEntity | undefined;
  readonly #sample: ImportPreview['duplicates']['sample'] = [];
  #checked = 0;
  #rows = 0;

  constructor(kind: ImportKind) {
    this.#entity = ENTITIES[kind];
  }

  /** Looks at rows without issues. A record the import itself would recognise and update is no duplicate. */
  async look(scope: ReadScope, rows: readonly ResolvedRow[]): Promise<void> {
    const entity = this.#entity;
    const room = MOST_CHECKED - this.#checked;
    if (!entity || room <= 0) return;
    const good = rows.filter((row) => row.issues.length === 0).slice(0, room);
    this.#checked += good.length;
    const typed = good.map((row) => {
      const record = recordOf(entity, row);
      return { record, keys: matchKeys(record) };
    });
    const found = await findMatches(scope, { entities: [entity], typed });
    const likely = found.map((matches) => matches.filter((match) => match.score >= LEAST_CANDIDATE).slice(0, 3));
    const described = await describeMatches(scope, likely.flat());
    for (const [at, matches] of likely.entries()) {
      const [record, row] = [typed[at]?.record, good[at]?.row];
      if (!record || row === undefined) continue;
      const shown = matches.flatMap((match) => {
        const view = described.get(match);
        return view ? [{ match, shown: view }] : [];
      });
      const isKnown = shown.some((one) => !one.shown.hidden && isUpdate(entity, record, one.match));
      if (shown[0] && !isKnown) this.#note(row, shown[0].shown);
    }
  }

  #note(row: number, match: DuplicateMatch): void {
    this.#rows += 1;
    if (this.#sample.length < SAMPLE) this.#sample.push({ row, match });
  }

  /** What was found so far. */
  result(): ImportPreview['duplicates'] {
    return { rows: this.#rows, checked: this.#checked, sample: this.#sample };
  }
}

function recordOf(entity: QualityEntity, row: ResolvedRow): MatchRecord {
  const values = Object.fromEntries(Object.keys(EMPTY_RECORD).map((field) => [field, textOf(row.values[field])]));
  const customer = row.references.customer?.id ?? null;
  return { ...EMPTY_RECORD, ...values, customer_id: customer, entity, id: '' };
}

function textOf(value: unknown): string | null {
  return typeof value === 'string' && value !== '' ? value : null;
}

/** Whether the import writes onto this record: by the same natural key as its target. */
function isUpdate(entity: QualityEntity, typed: MatchRecord, { record }: FoundMatch): boolean {
  if (entity === 'customer') return record.name === typed.name;
  if (entity === 'contact') return record.customer_id === typed.customer_id && record.name === typed.name;
  const samePerson = record.name === typed.name && record.company === typed.company;
  return typed.phone ? record.phone === typed.phone : samePerson;
}
