import type { AtRiskCustomer } from '../../kernel/contracts/profile.ts';

/** What moved a customer's health, as one line: «43 天没有联系；2 个交付问题没解决». */
export function causeWords({ causes }: Pick<AtRiskCustomer, 'causes'>): string {
  return causes.map(({ words }) => words).join('；');
}
