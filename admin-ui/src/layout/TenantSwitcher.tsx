import CheckIcon from '@mui/icons-material/CheckRounded';
import SwitchIcon from '@mui/icons-material/UnfoldMoreRounded';
import { Box, Button, ListItemIcon, ListItemText, Menu, MenuItem } from '@mui/material';
import { useState } from 'react';
import { useNotify } from 'react-admin';
import { useNavigate } from 'react-router-dom';
import type { Me } from '@drawbridge/catalog';
import { roleWords } from '../fields/states.ts';
import { forgetCursors } from '../providers/keyset.ts';
import { queryClient } from '../providers/queryClient.ts';
import { session, useMe } from '../providers/session.ts';

const nameOf = (at: { tenant: { name: string } | null }) => at.tenant?.name ?? 'Platform';

/** Where the person is and as what; a menu when there is more than one place to be. */
export function TenantSwitcher() {
  const me = useMe();
  const navigate = useNavigate();
  const notify = useNotify();
  const [anchor, setAnchor] = useState<HTMLElement | null>(null);
  if (!me) return null;
  const here = (membership: Me['memberships'][number]) =>
    membership.role === me.role && (membership.tenant?.id ?? null) === (me.tenant?.id ?? null);

  const change = async (membership: Me['memberships'][number]) => {
    setAnchor(null);
    if (here(membership)) return;
    try {
      await session.switchTo(membership.id);
      forgetCursors();
      void navigate('/');
      queryClient.removeQueries({ type: 'inactive' });
      await queryClient.resetQueries();
    } catch (error) {
      notify(error instanceof Error ? error.message : 'It could not be changed.', { type: 'error' });
    }
  };
  const place = (
    <Box component="span" sx={{ textAlign: 'left', lineHeight: 1.25, minWidth: 0 }}>
      <Box
        component="span"
        sx={{
          display: 'block',
          fontWeight: 650,
          overflow: 'hidden',
          textOverflow: 'ellipsis',
          maxWidth: { xs: '9.5rem', sm: '18rem' },
        }}
      >
        {nameOf(me)}
      </Box>
      <Box component="span" sx={{ display: 'block', fontSize: '0.75rem', fontWeight: 500, color: 'text.secondary' }}>
        {roleWords[me.role]}
      </Box>
    </Box>
  );
  if (me.memberships.length < 2) return <Box sx={{ px: 1, fontSize: '0.9rem' }}>{place}</Box>;
  return (
    <>
      <Button
        color="inherit"
        endIcon={<SwitchIcon />}
        aria-haspopup="menu"
        aria-expanded={anchor !== null}
        title="Change where you work"
        onClick={(event) => setAnchor(event.currentTarget)}
        sx={{ px: 1 }}
      >
        {place}
      </Button>
      <Menu open={anchor !== null} anchorEl={anchor} onClose={() => setAnchor(null)}>
        {me.memberships.map((membership) => (
          <MenuItem key={membership.id} selected={here(membership)} onClick={() => void change(membership)}>
            <ListItemIcon>{here(membership) && <CheckIcon fontSize="small" />}</ListItemIcon>
            <ListItemText primary={nameOf(membership)} secondary={roleWords[membership.role]} />
          </MenuItem>
        ))}
      </Menu>
    </>
  );
}
