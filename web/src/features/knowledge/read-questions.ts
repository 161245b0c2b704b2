import type { EvaluationQuestion } from '../../../../kernel/contracts/knowledge-quality.ts';

const LONGEST = 500;

/** What a typed list of questions says, and the lines that cannot be read, by their numbers from 1. */
export interface ReadQuestions {
  questions: EvaluationQuestion[];
  wrong: number[];
}

/**
 * Reads one question a line: `question | document | words of the passage`. A question alone has no answer in the
 * documents and should be refused. Full-width bars count too; empty lines are passed over.
 */
export function readQuestions(text: string): ReadQuestions {
  const read: ReadQuestions = { questions: [], wrong: [] };
  for (const [index, line] of text.split('\n').entries()) {
    if (line.trim() === '') continue;
    const [question = '', document = '', anchor = '', ...rest] = line.split(/[|｜]/).map((part) => part.trim());
    const fits = question !== '' && question.length <= LONGEST && document.length <= 400 && anchor.length <= 300;
    if (!fits || rest.length > 0 || (document === '' && anchor !== '')) read.wrong.push(index + 1);
    else if (document === '') read.questions.push({ question, unanswerable: true });
    else read.questions.push({ question, document, unanswerable: false, ...(anchor === '' ? {} : { anchor }) });
  }
  return read;
}
