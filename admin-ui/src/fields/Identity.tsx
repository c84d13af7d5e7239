import StarIcon from '@mui/icons-material/StarRounded';
import { Box, Tooltip, Typography } from '@mui/material';
import type { ReactNode } from 'react';
import { AppTile } from './AppTile.tsx';

interface ExternalAccount {
  id: string;
  label: string | null;
}

export const accountText = (account: ExternalAccount | null) =>
  account === null ? 'Account not known yet' : (account.label ?? account.id);

/** A connection in a row: its app, its name, and whose account it is. */
export function Identity(props: {
  appId: string;
  appName: string;
  name: ReactNode;
  account: ExternalAccount | null;
  isDefault?: boolean;
  badge?: ReactNode;
}) {
  return (
    <Box sx={{ display: 'flex', alignItems: 'center', gap: 1.5, minWidth: { xs: 0, sm: '15rem' } }}>
      <AppTile id={props.appId} name={props.appName} />
      <Box sx={{ minWidth: 0 }}>
        <Box sx={{ display: 'flex', alignItems: 'center', gap: 0.75, flexWrap: 'wrap' }}>
          <Box component="span" sx={{ fontWeight: 600, overflowWrap: 'anywhere' }}>
            {props.name}
          </Box>
          {props.isDefault && <DefaultStar appName={props.appName} />}
          {props.badge}
        </Box>
        <Typography variant="caption" sx={{ color: 'text.secondary', overflowWrap: 'anywhere', display: 'block' }}>
          {props.appName} · {accountText(props.account)}
        </Typography>
      </Box>
    </Box>
  );
}

function DefaultStar({ appName }: { appName: string }) {
  const text = `Default for ${appName}`;
  return (
    <Tooltip title={text}>
      <StarIcon titleAccess={text} sx={{ fontSize: 18, color: 'secondary.main' }} />
    </Tooltip>
  );
}
