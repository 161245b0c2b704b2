/** A text that begins with the person it is for: «周总，您好！…»; an unknown name is left out. */
export function addressed(addressee: string, text: string): string {
  const name = addressee.trim();
  return name === '' ? `您好！${text}` : `${name}，您好！${text}`;
}
