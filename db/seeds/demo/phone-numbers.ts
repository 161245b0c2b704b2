import type { Dice } from './dice.ts';
import type { City } from './places.ts';

/**
 * Prefixes in the form of mobile numbers that are not given to any network, so that nobody is rung up by a demo. Fictive
 * on purpose: do not replace them by ranges in use.
 */
const FICTIVE_MOBILE = ['154', '163', '164', '169', '179'] as const;

/** Eleven digits in the form of a Chinese mobile number; fictive. */
export function mobileNumber(dice: Dice): string {
  return dice.pick(FICTIVE_MOBILE) + dice.digits(8);
}

/** A landline number with area code. Local numbers in use begin with 2 to 8, so a 9 makes it fictive. */
export function landlineNumber(dice: Dice, city: City): string {
  return `${city.areaCode}-9${dice.digits(city.digits - 1)}`;
}
