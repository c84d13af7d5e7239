/** Shorter than that a secret is a part of too much else. */
const shortest = 8;

/** Whether one of these secrets stands in the text. */
export const holds = (text: string, secrets: readonly string[]): boolean =>
  secrets.some((secret) => (secret.length < shortest ? text === secret : text.includes(secret)));
