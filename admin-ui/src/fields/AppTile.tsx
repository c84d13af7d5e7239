import { Box, type Theme } from '@mui/material';
import { folder, ids } from 'virtual:logos';
import { tiles } from '../layout/palette.ts';

/** A colour that stays the same for an app, whatever the list around it. */
export function tint(id: string): string {
  let sum = 0;
  for (const letter of id) sum = (sum * 31 + letter.charCodeAt(0)) >>> 0;
  return tiles[sum % tiles.length] ?? '#145152';
}

/** Up to two letters that stand for an app without a logo. */
export function lettersOf(name: string): string {
  const words = name.match(/[\p{L}\p{N}]+/gu) ?? [name];
  const letters = words.length > 1 ? `${words[0]?.[0] ?? ''}${words[1]?.[0] ?? ''}` : name.slice(0, 2);
  return letters.charAt(0).toUpperCase() + letters.slice(1);
}

/** Where the logo of an app is served; undefined where there is none that is free to use. */
export const logoOf = (id: string): string | undefined => (ids.has(id) ? `${folder}/${id}.svg` : undefined);

/** The logo of an app, or a lettered tile. */
export function AppTile({ id, name, size = 36 }: { id: string; name: string; size?: number }) {
  const logo = logoOf(id);
  return (
    <Box
      aria-hidden="true"
      sx={{
        width: size,
        height: size,
        flex: 'none',
        borderRadius: `${size / 3.6}px`,
        overflow: 'hidden',
        display: 'grid',
        placeItems: 'center',
        color: '#fff',
        backgroundColor: tint(id),
        fontSize: size * 0.38,
        fontWeight: 700,
        letterSpacing: '0.02em',
        userSelect: 'none',
      }}
    >
      {logo ? <img src={logo} alt="" width={size} height={size} loading="lazy" decoding="async" /> : lettersOf(name)}
    </Box>
  );
}

/** The same as plain elements, for hundreds at once; what is around them brings the styles: `plainTile`. */
export function PlainTile({ id, name, size }: { id: string; name: string; size: number }) {
  const logo = logoOf(id);
  return (
    <span className="tile" aria-hidden="true" style={{ backgroundColor: tint(id) }}>
      {logo ? <img src={logo} alt="" width={size} height={size} loading="lazy" decoding="async" /> : lettersOf(name)}
    </span>
  );
}

export const plainTile = (theme: Theme, size: number) => ({
  width: size,
  height: size,
  borderRadius: `${size / 3.6}px`,
  overflow: 'hidden',
  display: 'grid',
  placeItems: 'center',
  color: '#fff',
  fontSize: size * 0.38,
  fontWeight: 700,
  letterSpacing: '0.02em',
  // Keeps the edge of a black or a white mark visible on any ground.
  boxShadow: `0 0 0 1px ${theme.palette.divider}`,
});
