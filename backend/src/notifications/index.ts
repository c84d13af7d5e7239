export { Notices, type Notice } from './notices.ts';
export { Notification } from './notification.entity.ts';
export { NotificationsModule } from './notifications.module.ts';
