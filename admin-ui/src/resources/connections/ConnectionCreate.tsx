import { useSearchParams } from 'react-router-dom';
import { useMay } from '../../providers/ability.ts';
import { AccessDeniedPage } from '../../pages/NotFoundPage.tsx';
import { AppChooser } from './AppChooser.tsx';
import { ConnectAccount } from './ConnectAccount.tsx';
import { ResumeAttempt } from './ResumeAttempt.tsx';

/** Choose an app, then a way to connect, then enter the credential: each step has an address of its own. */
export default function ConnectionCreate() {
  const [params] = useSearchParams();
  const may = useMay();
  const appId = params.get('app');
  const attemptId = params.get('attempt');
  if (!may('create', 'Connection')) return <AccessDeniedPage />;
  if (attemptId !== null) return <ResumeAttempt key={attemptId} attemptId={attemptId} />;
  return appId === null ? (
    <AppChooser />
  ) : (
    <ConnectAccount key={appId} appId={appId} methodKey={params.get('method')} />
  );
}
