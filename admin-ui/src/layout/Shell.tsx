import { Box, Drawer, useMediaQuery, type Theme } from '@mui/material';
import { Suspense, useEffect, useRef, useState, type ReactNode } from 'react';
import { useLocation } from 'react-router-dom';
import { ErrorNote } from '../fields/ErrorNote.tsx';
import { ErrorBoundary } from './ErrorBoundary.tsx';
import { PageSkeleton } from './PageSkeleton.tsx';
import { ReauthBanner } from './ReauthBanner.tsx';
import { SideNav } from './SideNav.tsx';
import { SkipLink } from './SkipLink.tsx';
import { TopBar } from './TopBar.tsx';
import { useSignedIn } from './useSignedIn.ts';

const navWidth = 244;

/** The frame around every page of a signed-in person. */
export default function Shell({ children }: { children: ReactNode }) {
  const wide = useMediaQuery<Theme>((theme) => theme.breakpoints.up('md'));
  const [open, setOpen] = useState(false);
  const main = useRef<HTMLElement>(null);
  const { pathname } = useLocation();
  const shown = useRef(pathname);
  const { signedIn, error, ask } = useSignedIn();

  useEffect(() => {
    if (shown.current === pathname) return;
    shown.current = pathname;
    main.current?.focus({ preventScroll: true });
  }, [pathname]);

  if (!signedIn)
    return error === null ? null : (
      <Box component="main" sx={{ maxWidth: 560, mx: 'auto', p: 3, pt: '20vh' }}>
        <ErrorNote error={error} onReload={ask} />
      </Box>
    );
  return (
    <Box sx={{ display: 'flex', minHeight: '100vh', backgroundColor: 'background.default' }}>
      <SkipLink />
      {wide ? (
        <Box sx={{ width: navWidth, flex: 'none' }}>
          <Box sx={{ position: 'fixed', insetBlock: 0, width: navWidth }}>
            <SideNav />
          </Box>
        </Box>
      ) : (
        <Drawer
          open={open}
          onClose={() => setOpen(false)}
          slotProps={{
            paper: { 'aria-label': 'Navigation', sx: { width: navWidth + 20, border: 0, borderRadius: 0 } },
          }}
        >
          <SideNav onLeave={() => setOpen(false)} />
        </Drawer>
      )}
      <Box sx={{ flex: 1, minWidth: 0 }}>
        <TopBar {...(wide ? {} : { onMenu: () => setOpen(true) })} />
        <ReauthBanner />
        <Box
          component="main"
          id="main"
          ref={main}
          tabIndex={-1}
          sx={{ outline: 'none', px: { xs: 2, sm: 3, lg: 4 }, py: { xs: 2.5, sm: 3.5 }, maxWidth: 1320, mx: 'auto' }}
        >
          <ErrorBoundary key={pathname}>
            <Suspense fallback={<PageSkeleton />}>{children}</Suspense>
          </ErrorBoundary>
        </Box>
      </Box>
    </Box>
  );
}
