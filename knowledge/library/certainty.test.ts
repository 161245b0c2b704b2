import { beforeAll, describe, expect, it } from 'vitest';
import { askSet, certaintyFigures, type Outcome } from '../../scripts/knowledge/certainty.ts';
import { readEverydaySet, readLibrarySet } from '../../scripts/knowledge/library-set.ts';
import { isTuned, type QuestionSet } from '../../scripts/knowledge/question-set.ts';

let library: QuestionSet;
let everyday: QuestionSet;
beforeAll(async () => {
  library = await readLibrarySet();
  everyday = await readEverydaySet();
});

/** The half of a set that no weight was fitted on and no threshold chosen on. */
const heldOut = (set: QuestionSet): Promise<Outcome[]> =>
  askSet(
    set,
    [...set.questions, ...set.unanswerable].filter((one) => !isTuned(one)),
  );

describe('everyday questions without any model', () => {
  it.each([
    ['我们的退款规则是什么', 'faq/sales-faq.csv'],
    ['赢率是什么意思', 'crm-practice/sales-terms.md'],
    ['忘了密码怎么找回', 'after-sales/password-reset.md'],
    ['打折要谁审批', 'products/discount-approval.md'],
    ['质保期多长', 'products/warranty.md'],
    ['上门拜访之前要准备什么', 'crm-practice/visit-preparation.md'],
  ])('«%s» is answered from %s', async (question, document) => {
    const [outcome] = await askSet(everyday, [{ id: '', text: question, gold: [] }]);
    expect(outcome).toMatchObject({ certainty: 'sure', first: expect.stringContaining(`${document}#`) as string });
  });

  it('are seldom answered wrongly, and those the library cannot answer hardly ever', async () => {
    const figures = certaintyFigures(await heldOut(everyday));
    expect(figures['Right, sure']! + figures['Right, as the nearest']!).toBeGreaterThan(0.68);
    expect(figures['Wrong, sure']).toBeLessThan(0.15);
    expect(figures['Told sure']).toBeLessThan(0.1);
    expect(figures['Refused rightly']).toBeGreaterThan(0.68);
  });

  it('nor are those of the evaluation, in words of their own', async () => {
    const figures = certaintyFigures(await heldOut(library));
    expect(figures['Wrong, sure']).toBeLessThan(0.08);
    expect(figures['Told sure']).toBeLessThan(0.05);
    expect(figures['Refused rightly']).toBeGreaterThan(0.85);
  });

  it('are refused more readily by an organisation that wants it so', async () => {
    const strict = await askSet(everyday, everyday.questions.slice(0, 20), { sureFrom: 1, unsureFrom: 1 });
    expect(strict.map((one) => one.certainty)).toEqual(strict.map(() => 'none'));
  });
});
