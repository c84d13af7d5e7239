import { Box, Typography } from '@mui/material';
import { Link, useLocation } from 'react-router-dom';
import { useMay } from '../providers/ability.ts';
import { useMe } from '../providers/session.ts';
import { BrandMark } from './BrandMark.tsx';
import { navGroups, type NavItem } from './navItems.ts';
import { moat } from './palette.ts';

/** The ways through the console; only those that lead somewhere for this person. */
export function SideNav({ onLeave }: { onLeave?: () => void }) {
  const may = useMay();
  const platform = useMe()?.tenant === null;
  const shown = (item: NavItem) => (!item.reads || may('read', item.reads)) && (!item.platform || platform);
  const groups = navGroups
    .map((group) => ({ ...group, items: group.items.filter(shown) }))
    .filter((group) => group.items.length > 0);
  return (
    <Box
      component="nav"
      aria-label="Main"
      sx={{ height: '100%', overflowY: 'auto', backgroundColor: moat.back, color: moat.ink, px: 1.5, py: 2 }}
    >
      <Box
        sx={{
          display: 'flex',
          alignItems: 'center',
          gap: 1.25,
          px: 1.25,
          mb: 2,
          fontSize: '1.12rem',
          fontWeight: 700,
          letterSpacing: '-0.01em',
        }}
      >
        <BrandMark />
        Drawbridge
      </Box>
      {groups.map((group) => (
        <Box key={group.label} sx={{ mb: 1.75 }}>
          {group.label && (
            <Typography variant="overline" component="h2" sx={{ px: 1.25, color: moat.soft }}>
              {group.label}
            </Typography>
          )}
          <Box component="ul" sx={{ listStyle: 'none', m: 0, p: 0 }}>
            {group.items.map((item) => (
              <li key={item.to}>
                <NavLink item={item} onLeave={onLeave} />
              </li>
            ))}
          </Box>
        </Box>
      ))}
    </Box>
  );
}

function NavLink({ item, onLeave }: { item: NavItem; onLeave: (() => void) | undefined }) {
  const { pathname } = useLocation();
  const active = item.to === '/' ? pathname === '/' : pathname.startsWith(item.to);
  const Icon = item.icon;
  return (
    <Box
      component={Link}
      to={item.to}
      {...(onLeave ? { onClick: onLeave } : {})}
      aria-current={active ? 'page' : undefined}
      sx={{
        display: 'flex',
        alignItems: 'center',
        gap: 1.25,
        px: 1.25,
        minHeight: 38,
        borderRadius: '9px',
        color: active ? '#fff' : moat.ink,
        fontSize: '0.9rem',
        fontWeight: active ? 650 : 500,
        textDecoration: 'none',
        backgroundColor: active ? moat.active : 'transparent',
        boxShadow: active ? `inset 3px 0 0 ${moat.mark}` : 'none',
        '&:hover': { backgroundColor: moat.active },
        '&:focus-visible': { outline: `2px solid ${moat.mark}`, outlineOffset: -2 },
      }}
    >
      <Icon sx={{ fontSize: 19, color: active ? moat.mark : moat.soft }} aria-hidden="true" />
      {item.label}
    </Box>
  );
}
