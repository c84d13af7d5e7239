import BellIcon from '@mui/icons-material/NotificationsOutlined';
import type { NotificationView } from '@drawbridge/catalog';
import { Badge, Box, Button, IconButton, Popover, Tooltip, Typography } from '@mui/material';
import { useQuery } from '@tanstack/react-query';
import { useState } from 'react';
import { useNavigate } from 'react-router-dom';
import { api } from '../providers/api.ts';
import { useCommand } from '../providers/useCommand.ts';
import { NotificationItem, routeOf } from './NotificationItem.tsx';

interface Page {
  items: NotificationView[];
  nextCursor: string | null;
}

/** What the console has to tell this person; asked for once a minute. */
export function NotificationsBell() {
  const [anchor, setAnchor] = useState<HTMLElement | null>(null);
  const navigate = useNavigate();
  const { run } = useCommand();
  const unread = useQuery({
    queryKey: ['notifications', 'unread'],
    queryFn: ({ signal }) => api.get<Page>('/notifications', { unread: 'true', limit: 25 }, signal),
    refetchInterval: 60_000,
  });
  const recent = useQuery({
    queryKey: ['notifications', 'recent'],
    queryFn: ({ signal }) => api.get<Page>('/notifications', { limit: 12 }, signal),
    enabled: anchor !== null,
  });
  const n = unread.data?.items.length ?? 0;
  const label = n === 0 ? 'Notifications' : `Notifications, ${n}${unread.data?.nextCursor ? ' or more' : ''} unread`;

  const open = (notification: NotificationView) => {
    setAnchor(null);
    if (notification.readAt === null) void run(() => api.post(`/notifications/${notification.id}/read`));
    void navigate(routeOf(notification.link));
  };
  return (
    <>
      <Tooltip title={label}>
        <IconButton
          aria-label={label}
          aria-haspopup="dialog"
          aria-expanded={anchor !== null}
          onClick={(event) => setAnchor(event.currentTarget)}
        >
          <Badge badgeContent={n === 0 ? undefined : n} max={unread.data?.nextCursor ? 24 : 99} color="secondary">
            <BellIcon />
          </Badge>
        </IconButton>
      </Tooltip>
      <Popover
        open={anchor !== null}
        anchorEl={anchor}
        onClose={() => setAnchor(null)}
        anchorOrigin={{ vertical: 'bottom', horizontal: 'right' }}
        transformOrigin={{ vertical: 'top', horizontal: 'right' }}
        slotProps={{
          paper: { 'aria-label': 'Notifications', role: 'dialog', sx: { width: 'min(24rem, calc(100vw - 32px))' } },
        }}
      >
        <Box sx={{ display: 'flex', alignItems: 'center', justifyContent: 'space-between', px: 2, py: 1.25 }}>
          <Typography variant="h3" component="h2">
            Notifications
          </Typography>
          <Button size="small" disabled={n === 0} onClick={() => void run(() => api.post('/notifications/read-all'))}>
            Mark all as read
          </Button>
        </Box>
        <Box component="ul" sx={{ listStyle: 'none', m: 0, p: 0, maxHeight: '60vh', overflowY: 'auto' }}>
          {recent.data?.items.map((notification) => (
            <NotificationItem key={notification.id} notification={notification} onOpen={() => open(notification)} />
          ))}
        </Box>
        {recent.data?.items.length === 0 && (
          <Typography variant="body2" sx={{ px: 2, pb: 3, pt: 1, color: 'text.secondary' }}>
            Nothing yet. Reminders and decisions about your requests appear here.
          </Typography>
        )}
      </Popover>
    </>
  );
}
