import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { z } from 'zod';
import { EvaluationQuestion } from '../../kernel/contracts/knowledge-quality.ts';
import { cutDocument, type CutPassage, type CutSection } from '../../knowledge/chunk/cut-document.ts';
import { LIBRARY_FOLDER, readLibrary } from '../../knowledge/ingest/load-starter-library.ts';
import { parseFile } from '../../knowledge/parse/parse-file.ts';
import type { QuestionSet, SetPassage, SetQuestion } from './question-set.ts';

interface LibraryPassage extends SetPassage {
  readonly path: string;
  readonly section: string;
}

/** The questions of a library's `evaluation.jsonl`, in their order. */
export function readEvaluation(folder: string = LIBRARY_FOLDER): EvaluationQuestion[] {
  return readLines(folder, 'evaluation.jsonl').map((line) => EvaluationQuestion.parse(line));
}

function readLines(folder: string, name: string): unknown[] {
  return readFileSync(join(folder, name), 'utf8')
    .split('\n')
    .filter((line) => line.trim() !== '')
    .map((line) => JSON.parse(line) as unknown);
}

/** Everyday questions stand in a file of their own: any of their `answers` will do, wherever the library says it. */
const EverydayQuestion = z.union([
  z.strictObject({
    question: z.string(),
    answers: z.array(z.strictObject({ document: z.string(), anchor: z.string().optional() })).min(1),
  }),
  z.strictObject({ question: z.string(), unanswerable: z.literal(true) }),
]);

/** The library with its everyday questions (`everyday.jsonl`) in the place of those of its evaluation. */
export async function readEverydaySet(folder: string = LIBRARY_FOLDER): Promise<QuestionSet> {
  const corpus = await readCorpus(folder);
  const everyday = readLines(folder, 'everyday.jsonl').map((line) => EverydayQuestion.parse(line));
  const toSet = (one: z.infer<typeof EverydayQuestion>): SetQuestion => ({
    id: '',
    text: one.question,
    gold: 'answers' in one ? one.answers.flatMap((place) => goldOf(place, corpus)) : [],
  });
  return {
    corpus,
    questions: everyday.filter((one) => 'answers' in one).map(toSet),
    unanswerable: everyday.filter((one) => !('answers' in one)).map(toSet),
  };
}

/** The starter library as a set of questions: cut as the service cuts it, right is what holds the anchor. */
export async function readLibrarySet(folder: string = LIBRARY_FOLDER): Promise<QuestionSet> {
  const corpus = await readCorpus(folder);
  const evaluation = readEvaluation(folder);
  return {
    corpus,
    questions: evaluation.filter((one) => !one.unanswerable).map((one) => toQuestion(one, corpus)),
    unanswerable: evaluation.filter((one) => one.unanswerable).map((one) => toQuestion(one, corpus)),
  };
}

async function readCorpus(folder: string): Promise<LibraryPassage[]> {
  const corpus: LibraryPassage[] = [];
  for (const { path, bytes, fields } of readLibrary(folder)) {
    const document = cutDocument(await parseFile({ name: path, bytes }));
    const title = fields.title ?? document.fields.title ?? document.title ?? path;
    for (const [number, section] of document.sections.entries())
      for (const [at, passage] of section.passages.entries())
        corpus.push({
          id: `${path}#${number}.${at}`,
          path,
          title,
          section: section.text,
          ...asIndexed(section, passage),
        });
  }
  return corpus;
}

/** The path of the document a passage of the library stands in. */
export function documentOf(passageId: string): string {
  return passageId.slice(0, passageId.lastIndexOf('#'));
}

function asIndexed({ heading }: CutSection, { text, question, also }: CutPassage): { text: string; heading: string } {
  return { text, heading: question ? [question, ...also].join(' / ') : heading };
}

function toQuestion(one: EvaluationQuestion, corpus: readonly LibraryPassage[]): SetQuestion {
  return { id: '', text: one.question, gold: goldOf(one, corpus) };
}

/** The passages of the document that hold the anchor; without an anchor all of them. */
function goldOf(
  place: { readonly document?: string | undefined; readonly anchor?: string | undefined },
  corpus: readonly LibraryPassage[],
): string[] {
  const anchor = inOneForm(place.anchor ?? '');
  const own = corpus.filter((passage) => passage.path === place.document);
  const holding = own.filter((passage) => inOneForm(passage.text).includes(anchor));
  const near = own.filter((passage) => inOneForm(`${passage.heading} ${passage.section}`).includes(anchor));
  return (holding.length > 0 ? holding : near).map((passage) => passage.id);
}

/** The section a passage stands in: an answer is read from the whole of it. */
export function sectionOf(passageId: string): string {
  return passageId.slice(0, passageId.lastIndexOf('.'));
}

function inOneForm(text: string): string {
  return text
    .normalize('NFKC')
    .toLowerCase()
    .replaceAll(/[^\p{L}\p{N}]/gu, '');
}
