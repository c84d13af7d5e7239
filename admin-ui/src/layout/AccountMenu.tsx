import LogoutIcon from '@mui/icons-material/LogoutRounded';
import { Avatar, Box, Divider, IconButton, ListItemIcon, Menu, MenuItem, Tooltip, Typography } from '@mui/material';
import { useState } from 'react';
import { useLogout } from 'react-admin';
import { roleWords } from '../fields/states.ts';
import { queryClient } from '../providers/queryClient.ts';
import { useMe } from '../providers/session.ts';

const initials = (name: string) =>
  name
    .split(/\s+/)
    .map((word) => word.charAt(0))
    .slice(0, 2)
    .join('')
    .toUpperCase();

export function AccountMenu() {
  const me = useMe();
  const logout = useLogout();
  const [anchor, setAnchor] = useState<HTMLElement | null>(null);
  if (!me?.user) return null;
  const leave = async () => {
    setAnchor(null);
    await logout();
    queryClient.clear();
  };
  return (
    <>
      <Tooltip title="Your account">
        <IconButton
          aria-label={`${initials(me.user.name)}, your account`}
          aria-haspopup="menu"
          aria-expanded={anchor !== null}
          onClick={(event) => setAnchor(event.currentTarget)}
        >
          <Avatar
            sx={{
              width: 30,
              height: 30,
              fontSize: '0.8rem',
              fontWeight: 700,
              color: 'primary.contrastText',
              bgcolor: 'primary.main',
            }}
          >
            {initials(me.user.name)}
          </Avatar>
        </IconButton>
      </Tooltip>
      <Menu open={anchor !== null} anchorEl={anchor} onClose={() => setAnchor(null)}>
        <Box component="li" role="presentation" sx={{ px: 2, py: 1, maxWidth: 280 }}>
          <Typography sx={{ fontWeight: 650 }}>{me.user.name}</Typography>
          <Typography variant="body2" sx={{ color: 'text.secondary', overflowWrap: 'anywhere' }}>
            {me.user.email}
          </Typography>
          <Typography variant="body2" sx={{ color: 'text.secondary' }}>
            {roleWords[me.role]}
          </Typography>
        </Box>
        <Divider component="li" />
        <MenuItem onClick={() => void leave()}>
          <ListItemIcon>
            <LogoutIcon fontSize="small" />
          </ListItemIcon>
          Sign out
        </MenuItem>
      </Menu>
    </>
  );
}
