import type { Dashboard } from '@drawbridge/catalog';
import { Box, Link as TextLink, Typography, useTheme } from '@mui/material';
import { Cell, Pie, PieChart } from 'recharts';
import { Link } from 'react-router-dom';
import { listWith } from './listWith.ts';

/** Credentials by when they are due. The numbers stand beside the ring, so the picture is for the eye only. */
export default function RotationRing({ rotation }: { rotation: Dashboard['rotation'] }) {
  const { palette } = useTheme();
  const parts = [
    {
      name: 'Overdue',
      value: rotation.overdue,
      color: palette.error.main,
      to: listWith('rotation-due', { status: 'overdue' }),
    },
    { name: 'Due soon', value: rotation.dueSoon, color: palette.warning.main, to: '/rotation-due' },
    { name: 'On time', value: rotation.ok, color: palette.primary.main, to: null },
  ];
  const total = rotation.overdue + rotation.dueSoon + rotation.ok;
  const shown =
    total === 0 ? [{ name: 'None', value: 1, color: palette.divider }] : parts.filter(({ value }) => value > 0);
  return (
    <Box sx={{ display: 'flex', alignItems: 'center', flexWrap: 'wrap', gap: 3, minHeight: 220 }}>
      <Box aria-hidden="true" sx={{ position: 'relative', width: 172, height: 172, flex: 'none' }}>
        <PieChart width={172} height={172} accessibilityLayer={false}>
          <Pie
            rootTabIndex={-1}
            data={shown}
            dataKey="value"
            innerRadius={60}
            outerRadius={82}
            paddingAngle={shown.length > 1 ? 2 : 0}
            startAngle={90}
            endAngle={-270}
            stroke="none"
            isAnimationActive={false}
          >
            {shown.map((part) => (
              <Cell key={part.name} fill={part.color} />
            ))}
          </Pie>
        </PieChart>
        <Box sx={{ position: 'absolute', inset: 0, display: 'grid', placeContent: 'center', textAlign: 'center' }}>
          <Box sx={{ fontSize: '1.7rem', fontWeight: 680, lineHeight: 1.1 }}>{total}</Box>
          <Typography variant="caption" sx={{ color: 'text.secondary' }}>
            credentials
          </Typography>
        </Box>
      </Box>
      <Box component="ul" sx={{ listStyle: 'none', m: 0, p: 0, display: 'grid', gap: 1, flex: '1 1 9rem' }}>
        {parts.map((part) => (
          <Box component="li" key={part.name} sx={{ display: 'flex', alignItems: 'center', gap: 1.25 }}>
            <Box aria-hidden="true" sx={{ width: 10, height: 10, borderRadius: '3px', backgroundColor: part.color }} />
            <Box sx={{ flex: 1 }}>
              {part.to ? (
                <TextLink component={Link} to={part.to} color="inherit" variant="body2">
                  {part.name}
                </TextLink>
              ) : (
                <Typography variant="body2">{part.name}</Typography>
              )}
            </Box>
            <Typography variant="body2" sx={{ fontWeight: 650 }}>
              {part.value}
            </Typography>
          </Box>
        ))}
      </Box>
    </Box>
  );
}
