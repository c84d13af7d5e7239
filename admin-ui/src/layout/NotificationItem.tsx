import type { NotificationView } from '@drawbridge/catalog';
import { Box, ButtonBase, Typography } from '@mui/material';
import { RelativeTime } from '../fields/RelativeTime.tsx';

/** The place in the console that a link means, whether or not it is written with the hash of its address. */
export const routeOf = (link: string) => {
  const route = link.replace(/^\/?#/, '');
  return route.startsWith('/') && !route.startsWith('//') ? route : '/';
};

export function NotificationItem({ notification, onOpen }: { notification: NotificationView; onOpen: () => void }) {
  const unread = notification.readAt === null;
  return (
    <Box component="li" sx={{ borderTop: 1, borderColor: 'divider' }}>
      <ButtonBase
        onClick={onOpen}
        sx={{
          display: 'flex',
          alignItems: 'flex-start',
          justifyContent: 'flex-start',
          gap: 1.25,
          width: '100%',
          px: 2,
          py: 1.25,
          textAlign: 'left',
          '&:hover': { backgroundColor: 'action.hover' },
        }}
      >
        <Box
          aria-hidden="true"
          sx={{
            width: 8,
            height: 8,
            mt: 0.9,
            flex: 'none',
            borderRadius: '50%',
            backgroundColor: unread ? 'secondary.main' : 'transparent',
          }}
        />
        <Box sx={{ minWidth: 0 }}>
          <Typography variant="body2" sx={{ fontWeight: unread ? 650 : 500 }}>
            {notification.title}
          </Typography>
          <Typography variant="body2" sx={{ color: 'text.secondary', overflowWrap: 'anywhere' }}>
            {notification.body}
          </Typography>
          <Typography variant="caption" sx={{ color: 'text.secondary' }}>
            <RelativeTime at={notification.createdAt} />
            {unread && ' · unread'}
          </Typography>
        </Box>
      </ButtonBase>
    </Box>
  );
}
