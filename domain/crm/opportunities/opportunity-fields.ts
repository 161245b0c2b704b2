/** Wire name → property of the fields of an opportunity that a form or a tool may set; the stage moves by `moveStage`. */
export const OPPORTUNITY_FIELDS = {
  name: 'name',
  customer_id: 'customer',
  product_id: 'product',
  probability: 'probability',
  amount: 'amount',
  opened_on: 'openedOn',
  expected_close: 'expectedClose',
  source: 'source',
  lost_reason: 'lostReason',
  description: 'description',
  external_id: 'externalId',
} as const;
