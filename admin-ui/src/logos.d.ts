/** Written by the build: see bundle/logos.ts. */
declare module 'virtual:logos' {
  /** Where the logos are served. */
  export const folder: string;
  /** The apps that have one. */
  export const ids: ReadonlySet<string>;
}
