import type { Deal, Figures } from './read-folder.ts';

/** The figures of some deals by the rules of the truth: won rate of closed ones, value of won ones. */
export function countDeals(deals: readonly Deal[]): Figures {
  const won = deals.filter((deal) => deal.stage === 'Won');
  const lost = deals.filter((deal) => deal.stage === 'Lost').length;
  const value = won.reduce((sum, deal) => sum + deal.value, 0);
  return {
    opportunities: deals.length,
    won: won.length,
    lost,
    open: deals.length - won.length - lost,
    won_value: value,
    win_rate: won.length + lost > 0 ? won.length / (won.length + lost) : null,
    average_won_value: won.length > 0 ? value / won.length : null,
  };
}

/** The figures of each value of a column; deals without one are left out. */
export function countBy(deals: readonly Deal[], column: keyof Deal): Map<string, Figures> {
  const groups = Map.groupBy(
    deals.filter((deal) => deal[column] !== ''),
    (deal) => String(deal[column]),
  );
  return new Map([...groups].map(([name, group]) => [name, countDeals(group)]));
}
