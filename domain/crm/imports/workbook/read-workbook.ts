import { Worker } from 'node:worker_threads';
import { importError } from '../errors.ts';
import type { WorkbookFault } from './read-archive.ts';

export interface WorkbookQuestion {
  readonly content: Uint8Array;
  /** Name of the sheet; without it the first visible one with content. */
  readonly sheet?: string | undefined;
}

export interface WorkbookAnswer {
  /** All sheets of the workbook. */
  readonly sheets: string[];
  /** The one that was read. */
  readonly sheet: string;
  /** Its rows as gzipped CSV in UTF-8, with one header row. */
  readonly table: Uint8Array;
}

/** Heap of the reading thread, and how long it may take. */
const HEAP_MB = 1536;
const LONGEST_MS = 120_000;

/**
 * Reads one sheet of a workbook (.xlsx, .xlsm; macros are never opened) in a thread of its own, with bounded memory and
 * time. Formulas count by the value they last had.
 *
 * @throws AppError `crm.import_workbook_damaged`, `…_encrypted`, `…_too_large`, `…_other_format`, `…_no_sheet`,
 *   `…_too_wide`, `crm.import_empty`
 */
export async function readWorkbook(question: WorkbookQuestion): Promise<WorkbookAnswer> {
  const worker = new Worker(new URL('./workbook.worker.ts', import.meta.url), {
    workerData: { content: question.content, sheet: question.sheet },
    resourceLimits: { maxOldGenerationSizeMb: HEAP_MB },
  });
  try {
    const answer = await answerOf(worker);
    if (!('fault' in answer)) return answer;
    if (answer.fault === 'empty') throw importError('crm.import_empty');
    throw importError(`crm.import_workbook_${answer.fault}`, { details: { sheet: question.sheet ?? '' } });
  } finally {
    await worker.terminate();
  }
}

/** The worker's answer; a worker that ran out of memory or time had too large a file. */
async function answerOf(worker: Worker): Promise<WorkbookAnswer | { readonly fault: WorkbookFault }> {
  return await new Promise((resolve, reject) => {
    const timer = setTimeout(() => resolve({ fault: 'too_large' }), LONGEST_MS);
    worker.once('message', resolve);
    worker.once('error', (error: NodeJS.ErrnoException) => {
      if (error.code === 'ERR_WORKER_OUT_OF_MEMORY') resolve({ fault: 'too_large' });
      else reject(error);
    });
    worker.once('exit', () => {
      clearTimeout(timer);
      resolve({ fault: 'damaged' });
    });
  });
}
