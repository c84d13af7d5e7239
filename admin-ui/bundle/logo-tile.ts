const night = '#1c2526';

/** Relative luminance (WCAG 2.2) of six hexadecimal digits. */
function luminance(hex: string): number {
  const [red = 0, green = 0, blue = 0] = [0, 2, 4].map((at) => {
    const part = Number.parseInt(hex.slice(at, at + 2), 16) / 255;
    return part <= 0.04045 ? part / 12.92 : ((part + 0.055) / 1.055) ** 2.4;
  });
  return 0.2126 * red + 0.7152 * green + 0.0722 * blue;
}

/** White on the brand's colour where that is clear enough (3:1, WCAG 1.4.11), else dark. */
export const inkOn = (hex: string) => (1.05 / (luminance(hex) + 0.05) >= 3 ? '#fff' : night);

/** A square in the brand's colour with its mark on it: the same by day and by night. */
export function logoTile(hex: string, svg: string): string {
  const mark = /<path d="([^"]+)"/.exec(svg)?.[1];
  if (mark === undefined) throw new Error('A logo without a path.');
  return `<svg xmlns="http://www.w3.org/2000/svg" viewBox="-8 -8 40 40"><path fill="#${hex}" d="M-8-8h40v40H-8z"/><path fill="${inkOn(hex)}" d="${mark}"/></svg>`;
}
