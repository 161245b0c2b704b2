import type { BackTest } from '../../domain/crm/scoring/fit/back-test.ts';
import type { ScoreFigures } from '../../kernel/contracts/scoring.ts';

const percent = (share: number): string => `${(share * 100).toFixed(1)}%`.padStart(7);

/** The figures of a back-test as tables. */
export function printReport({ fit, fitted, rules }: BackTest, print: (line: string) => void): void {
  print('');
  print('                       fitted      rules');
  const line = (label: string, of: (figures: ScoreFigures) => string): void =>
    print(`${label.padEnd(20)}${of(fitted).padStart(9)}${of(rules).padStart(11)}`);
  line('AUC', ({ auc }) => auc.toFixed(4));
  line('log loss', ({ log_loss }) => log_loss.toFixed(4));
  line('Brier score', ({ brier }) => brier.toFixed(4));
  line('calibration error', ({ calibration_error }) => percent(calibration_error));
  line('top-decile lift', ({ top_decile_lift }) => top_decile_lift.toFixed(2));
  line('top-decile rate', ({ top_decile_rate }) => percent(top_decile_rate));
  printCalibration('fitted', fitted, print);
  printCalibration('rules', rules, print);
  print('');
  print('columns used                              AUC alone  information  weight');
  for (const { name, auc, information, weight } of fit.features)
    print(
      `${name.padEnd(40)}${auc.toFixed(3).padStart(11)}${information.toFixed(3).padStart(13)}${weight.toFixed(2).padStart(8)}`,
    );
  if (fit.notes.length > 0) print('');
  for (const { level, feature, code } of fit.notes) print(`${level}: ${feature}: ${code}`);
}

function printCalibration(name: string, { calibration }: ScoreFigures, print: (line: string) => void): void {
  print('');
  print(`calibration, ${name}:   rows  foretold    actual`);
  calibration.forEach(({ count, predicted, actual }, at) =>
    print(
      `  group ${String(at + 1).padStart(2)}${String(count).padStart(17)}  ${percent(predicted)}   ${percent(actual)}`,
    ),
  );
}
