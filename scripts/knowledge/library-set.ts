import { readFileSync } from 'node:fs';
import { join } from 'node:path';
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
  return readFileSync(join(folder, 'evaluation.jsonl'), 'utf8')
    .split('\n')
    .filter((line) => line.trim() !== '')
    .map((line) => EvaluationQuestion.parse(JSON.parse(line)));
}

/** The starter library as a set of questions: cut as the service cuts it, right is what holds the anchor. */
export async function readLibrarySet(folder: string = LIBRARY_FOLDER): Promise<QuestionSet> {
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
  const evaluation = readEvaluation(folder);
  return {
    corpus,
    questions: evaluation.filter((one) => !one.unanswerable).map((one) => toQuestion(one, corpus)),
    unanswerable: evaluation.filter((one) => one.unanswerable).map((one) => toQuestion(one, corpus)),
  };
}

/** The path of the document a passage of the library stands in. */
export function documentOf(passageId: string): string {
  return passageId.slice(0, passageId.lastIndexOf('#'));
}

function asIndexed({ heading }: CutSection, { text, question, also }: CutPassage): { text: string; heading: string } {
  return { text, heading: question ? [question, ...also].join(' / ') : heading };
}

function toQuestion(one: EvaluationQuestion, corpus: readonly LibraryPassage[]): SetQuestion {
  const anchor = inOneForm(one.anchor ?? '');
  const own = corpus.filter((passage) => passage.path === one.document);
  const holding = own.filter((passage) => inOneForm(passage.text).includes(anchor));
  const near = own.filter((passage) => inOneForm(`${passage.heading} ${passage.section}`).includes(anchor));
  return { id: '', text: one.question, gold: (holding.length > 0 ? holding : near).map((passage) => passage.id) };
}

function inOneForm(text: string): string {
  return text
    .normalize('NFKC')
    .toLowerCase()
    .replaceAll(/[^\p{L}\p{N}]/gu, '');
}
