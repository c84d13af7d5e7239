import { Box } from '@mui/material';
import { tiles } from '../layout/palette.ts';

function tint(id: string): string {
  let sum = 0;
  for (const letter of id) sum = (sum * 31 + letter.charCodeAt(0)) >>> 0;
  return tiles[sum % tiles.length] ?? '#145152';
}

/** A lettered tile: the apps' own logos are their trade marks. */
export function AppTile({ id, name, size = 36 }: { id: string; name: string; size?: number }) {
  const words = name.match(/[\p{L}\p{N}]+/gu) ?? [name];
  const letters = words.length > 1 ? `${words[0]?.[0] ?? ''}${words[1]?.[0] ?? ''}` : name.slice(0, 2);
  return (
    <Box
      aria-hidden="true"
      sx={{
        width: size,
        height: size,
        flex: 'none',
        borderRadius: `${size / 3.6}px`,
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
      {letters.charAt(0).toUpperCase() + letters.slice(1)}
    </Box>
  );
}
