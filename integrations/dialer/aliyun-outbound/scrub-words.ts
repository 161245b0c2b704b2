const LONGEST = 200;

/**
 * The vendor's words fit for keeping. It repeats what it was sent (a refused signature comes back with the whole text that was
 * signed): keys, signatures and every longer row of digits are taken out.
 */
export function scrubWords(words: string, secrets: readonly string[]): string {
  let text = words.replaceAll(/%(?=[0-9A-F]{2})/gi, ' %');
  for (const secret of secrets) if (secret.length > 0) text = text.replaceAll(secret, '***');
  return text
    .replaceAll(/\b[0-9a-f]{32,}\b/gi, '***')
    .replaceAll(/(?:% ?[0-9A-F]{2})?\+?\d{5,}/gi, '***')
    .slice(0, LONGEST);
}
