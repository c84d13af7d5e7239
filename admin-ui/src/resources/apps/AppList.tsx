import { PageHeader } from '../../layout/PageHeader.tsx';
import { AppBrowser } from './AppBrowser.tsx';

export default function AppList() {
  return (
    <>
      <PageHeader
        title="Apps"
        lead="Everything that accounts can be connected at: what it asks for, where the credential is found, and what goes wrong."
      />
      <AppBrowser target="page" autoFocus />
    </>
  );
}
