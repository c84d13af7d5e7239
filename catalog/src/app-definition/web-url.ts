/** What is used of the WHATWG URL class. This package compiles without the types of a browser or of Node, and runs in both. */
interface BasicUrl {
  readonly href: string;
  readonly origin: string;
  readonly protocol: string;
  readonly host: string;
  readonly hostname: string;
  readonly username: string;
  readonly password: string;
  readonly pathname: string;
  readonly search: string;
  readonly hash: string;
}

/** The full URL type of whoever imports this package. */
export type WebUrl = typeof globalThis extends { URL: new (url: string) => infer Full } ? Full & BasicUrl : BasicUrl;

export const WebUrl = (globalThis as unknown as { URL: { new (url: string): WebUrl; canParse(url: string): boolean } })
  .URL;
