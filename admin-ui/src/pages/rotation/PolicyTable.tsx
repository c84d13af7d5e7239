import type { RotationPolicyView } from '@drawbridge/catalog';
import { Box, Link as TextLink, Table, TableBody, TableCell, TableHead, TableRow, Typography } from '@mui/material';
import { Link } from 'react-router-dom';
import { Mono } from '../../fields/Mono.tsx';
import { RelativeTime } from '../../fields/RelativeTime.tsx';
import { ToneChip } from '../../fields/StateChip.tsx';
import { EmptyState } from '../../layout/EmptyState.tsx';
import { PolicyActions } from './PolicyActions.tsx';
import { classWords, daysText, scopeOf } from './policyWords.ts';

const wide = { display: { xs: 'none', sm: 'table-cell' } };

export function PolicyTable({ policies }: { policies: RotationPolicyView[] }) {
  if (policies.length === 0)
    return (
      <EmptyState title="No policies yet">Without a policy no rotation is asked for and nobody is reminded.</EmptyState>
    );
  return (
    <Table aria-label="Rotation policies">
      <TableHead>
        <TableRow>
          <TableCell>For</TableCell>
          <TableCell>Rotation</TableCell>
          <TableCell sx={wide}>Set by</TableCell>
          <TableCell sx={wide}>Changed</TableCell>
          <TableCell align="right">Actions</TableCell>
        </TableRow>
      </TableHead>
      <TableBody>
        {policies.map((policy) => (
          <TableRow key={policy.id}>
            <TableCell>
              <PolicyTarget policy={policy} name={targetName(policy)} />
            </TableCell>
            <TableCell sx={{ whiteSpace: { sm: 'nowrap' } }}>{daysText(policy.days)}</TableCell>
            <TableCell sx={wide}>
              <ToneChip tone={policy.scope === 'platform' ? 'info' : 'neutral'} word={scopeOf(policy)} />
            </TableCell>
            <TableCell sx={wide}>
              <RelativeTime at={policy.updatedAt} />
              {policy.updatedBy && (
                <Typography variant="caption" sx={{ display: 'block', color: 'text.secondary' }}>
                  {policy.updatedBy.name}
                </Typography>
              )}
            </TableCell>
            <TableCell align="right">
              {policy.editable && <PolicyActions policy={policy} name={targetName(policy)} />}
            </TableCell>
          </TableRow>
        ))}
      </TableBody>
    </Table>
  );
}

function targetName(policy: RotationPolicyView): string {
  if (policy.connectionId !== null) return policy.connectionId;
  if (policy.appName !== null) return policy.appName;
  return policy.authClass === null ? '' : classWords[policy.authClass];
}

function PolicyTarget({ policy, name }: { policy: RotationPolicyView; name: string }) {
  if (policy.connectionId === null)
    return (
      <Box component="span" sx={{ fontWeight: 600 }}>
        {name}
      </Box>
    );
  return (
    <>
      Connection{' '}
      <TextLink component={Link} to={`/connections/${policy.connectionId}/show`}>
        <Mono>{name}</Mono>
      </TextLink>
    </>
  );
}
