import { useSearchParams } from 'react-router-dom';
import { useMay } from '../../providers/ability.ts';
import { AccessDeniedPage } from '../../pages/NotFoundPage.tsx';
import { AppChooser } from './AppChooser.tsx';
import { ConnectAccount } from './ConnectAccount.tsx';

/** Choose an app, then a way to connect, then enter the credential: each step has an address of its own. */
export default function ConnectionCreate() {
  const [params] = useSearchParams();
  const may = useMay();
  const appId = params.get('app');
  if (!may('create', 'Connection')) return <AccessDeniedPage />;
  return appId === null ? (
    <AppChooser />
  ) : (
    <ConnectAccount key={appId} appId={appId} methodKey={params.get('method')} />
  );
}
