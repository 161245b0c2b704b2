import { afterSalesCare } from './after-sales-care.ts';
import { birthdayCare } from './birthday-care.ts';
import { callFollowUp } from './call-follow-up.ts';
import { contractSigning } from './contract-signing.ts';
import { demoBooking } from './demo-booking.ts';
import { eventInvitation } from './event-invitation.ts';
import { eventPromotion } from './event-promotion.ts';
import { iceBreaking } from './ice-breaking.ts';
import { priceFollowUp } from './price-follow-up.ts';
import { renewalReminder } from './renewal-reminder.ts';
import { sevenDaysSilent } from './seven-days-silent.ts';
import { weeklyNurturing } from './weekly-nurturing.ts';
import { welcomeNewFriend } from './welcome-new-friend.ts';
import { winBack } from './win-back.ts';
import type { LibraryTemplate } from './library-template.ts';

/** All ready templates, the three scenarios of spec 000 first. */
export const SOP_LIBRARY: readonly LibraryTemplate[] = [
  welcomeNewFriend,
  weeklyNurturing,
  eventPromotion,
  iceBreaking,
  demoBooking,
  priceFollowUp,
  contractSigning,
  renewalReminder,
  winBack,
  birthdayCare,
  eventInvitation,
  afterSalesCare,
  callFollowUp,
  sevenDaysSilent,
];
