import type { Dashboard } from '@drawbridge/catalog';
import { Box, Typography, useTheme } from '@mui/material';
import { Bar, BarChart, CartesianGrid, Legend, ResponsiveContainer, Tooltip, XAxis, YAxis } from 'recharts';
import { count } from '../../fields/states.ts';

const shortDay = new Intl.DateTimeFormat('en', { day: 'numeric', month: 'short', timeZone: 'UTC' });
const dayText = (day: unknown) => shortDay.format(new Date(`${String(day)}T00:00:00Z`));

/** Uses of the last 14 days, and how many were denied. */
export default function UsesByDay({ days }: { days: Dashboard['usesByDay'] }) {
  const { palette, typography } = useTheme();
  const uses = days.reduce((sum, day) => sum + day.uses, 0);
  const denied = days.reduce((sum, day) => sum + day.denied, 0);
  if (uses + denied === 0)
    return (
      <Typography variant="body2" sx={{ color: 'text.secondary' }}>
        No workflow has asked for a credential in this time. API keys let workflows do so.
      </Typography>
    );
  const axis = { fontSize: 12, fontFamily: typography.fontFamily, fill: palette.text.secondary };
  return (
    <Box component="figure" sx={{ m: 0 }}>
      <Typography component="figcaption" variant="body2" sx={{ color: 'text.secondary', mb: 1 }}>
        {count(uses, 'use')}, {denied} denied
      </Typography>
      <Box aria-hidden="true">
        <ResponsiveContainer width="100%" height={300} initialDimension={{ width: 400, height: 300 }}>
          <BarChart data={days} margin={{ top: 4, right: 4, bottom: 0, left: -18 }} accessibilityLayer={false}>
            <CartesianGrid vertical={false} stroke={palette.divider} />
            <XAxis
              dataKey="day"
              tickFormatter={dayText}
              tick={axis}
              tickLine={false}
              axisLine={false}
              minTickGap={24}
            />
            <YAxis allowDecimals={false} tick={axis} tickLine={false} axisLine={false} />
            <Tooltip
              labelFormatter={dayText}
              cursor={{ fill: palette.action.hover }}
              contentStyle={{
                backgroundColor: palette.background.paper,
                border: `1px solid ${palette.divider}`,
                borderRadius: 10,
                fontSize: 13,
              }}
              itemStyle={{ color: palette.text.primary }}
            />
            <Legend
              itemSorter={null}
              iconType="square"
              iconSize={10}
              formatter={(name) => <span style={{ color: palette.text.secondary, fontSize: 13 }}>{name}</span>}
            />
            <Bar dataKey="uses" name="Used" stackId="day" fill={palette.primary.main} isAnimationActive={false} />
            <Bar
              dataKey="denied"
              name="Denied"
              stackId="day"
              fill={palette.error.main}
              radius={[3, 3, 0, 0]}
              isAnimationActive={false}
            />
          </BarChart>
        </ResponsiveContainer>
      </Box>
    </Box>
  );
}
