/** One turn of the conversation before the question. */
export interface EarlierTurn {
  readonly role: 'user' | 'assistant';
  readonly text: string;
}
