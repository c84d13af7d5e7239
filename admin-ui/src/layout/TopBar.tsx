import MenuIcon from '@mui/icons-material/MenuRounded';
import { Box, Chip, IconButton } from '@mui/material';
import { useMe } from '../providers/session.ts';
import { AccountMenu } from './AccountMenu.tsx';
import { BrandMark } from './BrandMark.tsx';
import { NotificationsBell } from './NotificationsBell.tsx';
import { TenantSwitcher } from './TenantSwitcher.tsx';
import { ThemeToggle } from './ThemeToggle.tsx';

export function TopBar({ onMenu }: { onMenu?: () => void }) {
  const me = useMe();
  return (
    <Box
      component="header"
      sx={{
        position: 'sticky',
        top: 0,
        zIndex: 10,
        display: 'flex',
        alignItems: 'center',
        gap: 0.5,
        minHeight: 56,
        px: { xs: 1, sm: 3 },
        borderBottom: 1,
        borderColor: 'divider',
        backgroundColor: 'background.paper',
      }}
    >
      {onMenu && (
        <>
          <IconButton onClick={onMenu} aria-label="Open navigation">
            <MenuIcon />
          </IconButton>
          <Box sx={{ color: 'primary.main', display: { xs: 'none', sm: 'flex' } }}>
            <BrandMark size={24} />
          </Box>
        </>
      )}
      <TenantSwitcher />
      {me?.mode === 'demo' && <Chip label="Demo" size="small" sx={{ display: { xs: 'none', sm: 'inline-flex' } }} />}
      <Box sx={{ flex: 1 }} />
      <NotificationsBell />
      <ThemeToggle />
      <AccountMenu />
    </Box>
  );
}
