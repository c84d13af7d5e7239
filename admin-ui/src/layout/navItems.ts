import AppsIcon from '@mui/icons-material/AppsRounded';
import AuditIcon from '@mui/icons-material/FactCheckOutlined';
import CatalogIcon from '@mui/icons-material/PublicOutlined';
import ConnectionIcon from '@mui/icons-material/CableOutlined';
import DashboardIcon from '@mui/icons-material/SpaceDashboardOutlined';
import DueIcon from '@mui/icons-material/EventRepeatOutlined';
import ClientIcon from '@mui/icons-material/HandshakeOutlined';
import KeyIcon from '@mui/icons-material/VpnKeyOutlined';
import MembersIcon from '@mui/icons-material/GroupOutlined';
import PolicyIcon from '@mui/icons-material/TuneOutlined';
import PublishIcon from '@mui/icons-material/MoveUpOutlined';
import ReportIcon from '@mui/icons-material/InsightsOutlined';
import ReviewIcon from '@mui/icons-material/CleaningServicesOutlined';
import RunIcon from '@mui/icons-material/NotificationsActiveOutlined';
import CustomAppIcon from '@mui/icons-material/ExtensionOutlined';
import TenantIcon from '@mui/icons-material/ApartmentOutlined';
import UserIcon from '@mui/icons-material/PersonOutlineOutlined';
import type { Subject } from '@drawbridge/catalog';
import type { SvgIconComponent } from '@mui/icons-material';

export interface NavItem {
  to: string;
  label: string;
  icon: SvgIconComponent;
  /** Shown to those who may read this; to everyone when left out. */
  reads?: Subject;
  /** Only where the person acts for the platform. */
  platform?: true;
}

export const navGroups: readonly { label: string; items: readonly NavItem[] }[] = [
  { label: '', items: [{ to: '/', label: 'Dashboard', icon: DashboardIcon }] },
  {
    label: 'Connections',
    items: [
      { to: '/connections', label: 'Connections', icon: ConnectionIcon, reads: 'Connection' },
      { to: '/connection-reviews', label: 'Review', icon: ReviewIcon, reads: 'ConnectionReview' },
      { to: '/apps', label: 'Apps', icon: AppsIcon, reads: 'App' },
      { to: '/publication-requests', label: 'Publication requests', icon: PublishIcon, reads: 'PublicationRequest' },
      { to: '/custom-apps', label: 'Custom apps', icon: CustomAppIcon, reads: 'CustomApp' },
      { to: '/global-connections', label: 'Global catalog', icon: CatalogIcon, reads: 'GlobalConnection' },
    ],
  },
  {
    label: 'Rotation',
    items: [
      { to: '/rotation-due', label: 'Rotation due', icon: DueIcon, reads: 'RotationDue' },
      { to: '/rotation-policies', label: 'Policies', icon: PolicyIcon, reads: 'RotationPolicy' },
      { to: '/reminder-runs', label: 'Reminder runs', icon: RunIcon, reads: 'ReminderRun' },
      { to: '/rotation-report', label: 'Report', icon: ReportIcon, reads: 'RotationReport' },
    ],
  },
  {
    label: 'Oversight',
    items: [{ to: '/audit-events', label: 'Audit', icon: AuditIcon, reads: 'AuditEvent' }],
  },
  {
    label: 'Access',
    items: [
      { to: '/memberships', label: 'Members', icon: MembersIcon, reads: 'Membership' },
      { to: '/api-keys', label: 'API keys', icon: KeyIcon, reads: 'ApiKey' },
      { to: '/oauth-clients', label: 'OAuth clients', icon: ClientIcon, reads: 'OAuthClient' },
      { to: '/users', label: 'Users', icon: UserIcon, reads: 'User', platform: true },
      { to: '/tenants', label: 'Tenants', icon: TenantIcon, reads: 'Tenant', platform: true },
    ],
  },
];
