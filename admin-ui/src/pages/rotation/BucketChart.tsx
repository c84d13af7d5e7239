import type { RotationReport } from '@drawbridge/catalog';
import { Box, Table, TableBody, TableCell, TableHead, TableRow, useTheme } from '@mui/material';
import { Bar, BarChart, CartesianGrid, Legend, ResponsiveContainer, Tooltip, XAxis, YAxis } from 'recharts';

type Buckets = RotationReport['byAge'];

const shownInPicture = 12;

/** Credentials by bucket, split by how they stand; the same numbers as a table below. */
export default function BucketChart({ buckets, upright = false }: { buckets: Buckets; upright?: boolean }) {
  const { palette, typography } = useTheme();
  const rows = buckets.map((bucket) => ({ ...bucket, ok: bucket.total - bucket.overdue - bucket.dueSoon }));
  const drawn = upright ? rows : rows.toSorted((a, b) => b.total - a.total).slice(0, shownInPicture);
  const axis = { fontSize: 12, fontFamily: typography.fontFamily, fill: palette.text.secondary };
  const plain = { tick: axis, tickLine: false, axisLine: false } as const;
  const height = upright ? 240 : Math.max(150, drawn.length * 34 + 60);
  return (
    <Box component="figure" sx={{ m: 0 }}>
      <Box aria-hidden="true">
        <ResponsiveContainer width="100%" height={height} initialDimension={{ width: 480, height }}>
          <BarChart
            data={drawn}
            layout={upright ? 'horizontal' : 'vertical'}
            margin={{ top: 4, right: 8, bottom: 0, left: upright ? -18 : 0 }}
            accessibilityLayer={false}
          >
            <CartesianGrid vertical={!upright} horizontal={upright} stroke={palette.divider} />
            {upright ? <XAxis dataKey="label" {...plain} /> : <XAxis type="number" allowDecimals={false} {...plain} />}
            {upright ? (
              <YAxis allowDecimals={false} {...plain} />
            ) : (
              <YAxis type="category" dataKey="label" width={112} {...plain} />
            )}
            <Tooltip
              cursor={{ fill: palette.action.hover }}
              contentStyle={{
                backgroundColor: palette.background.paper,
                border: `1px solid ${palette.divider}`,
                borderRadius: 10,
                fontSize: 13,
              }}
              labelStyle={{ color: palette.text.primary }}
              itemStyle={{ color: palette.text.primary }}
            />
            <Legend
              itemSorter={null}
              iconType="square"
              iconSize={10}
              formatter={(name) => <span style={{ color: palette.text.secondary, fontSize: 13 }}>{name}</span>}
            />
            <Bar
              dataKey="ok"
              name="On time"
              stackId="all"
              fill={palette.primary.main}
              isAnimationActive={false}
              maxBarSize={44}
            />
            <Bar
              dataKey="dueSoon"
              name="Due soon"
              stackId="all"
              fill={palette.warning.main}
              isAnimationActive={false}
              maxBarSize={44}
            />
            <Bar
              dataKey="overdue"
              name="Overdue"
              stackId="all"
              fill={palette.error.main}
              isAnimationActive={false}
              maxBarSize={44}
            />
          </BarChart>
        </ResponsiveContainer>
      </Box>
      <Box component="details" sx={{ mt: 1, fontSize: '0.85rem' }}>
        <Box component="summary" sx={{ cursor: 'pointer', color: 'text.secondary' }}>
          Show the numbers
        </Box>
        <Table size="small">
          <TableHead>
            <TableRow>
              <TableCell>Group</TableCell>
              <TableCell align="right">All</TableCell>
              <TableCell align="right">Due soon</TableCell>
              <TableCell align="right">Overdue</TableCell>
            </TableRow>
          </TableHead>
          <TableBody>
            {rows.map((row) => (
              <TableRow key={row.key}>
                <TableCell>{row.label}</TableCell>
                <TableCell align="right">{row.total}</TableCell>
                <TableCell align="right">{row.dueSoon}</TableCell>
                <TableCell align="right">{row.overdue}</TableCell>
              </TableRow>
            ))}
          </TableBody>
        </Table>
      </Box>
    </Box>
  );
}
