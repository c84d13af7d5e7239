import { PageHeader } from '../../layout/PageHeader.tsx';
import { AppBrowser } from '../apps/AppBrowser.tsx';

export function AppChooser() {
  return (
    <>
      <PageHeader
        title="Connect New Account"
        lead="Which app is the account at?"
        back={{ to: '/connections', label: 'Connections' }}
      />
      <AppBrowser target="connect" autoFocus />
    </>
  );
}
