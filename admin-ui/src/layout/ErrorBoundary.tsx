import { Alert, AlertTitle, Button } from '@mui/material';
import { Component, type ReactNode } from 'react';

/** A page that breaks leaves the rest of the console standing. */
export class ErrorBoundary extends Component<{ children: ReactNode }, { failed: boolean }> {
  override state = { failed: false };

  static getDerivedStateFromError = () => ({ failed: true });

  override render() {
    if (!this.state.failed) return this.props.children;
    return (
      <Alert
        severity="error"
        action={
          <Button color="inherit" onClick={() => window.location.reload()}>
            Reload
          </Button>
        }
      >
        <AlertTitle>This page could not be shown</AlertTitle>
        Reload it. If it happens again, tell your administrator what you were doing.
      </Alert>
    );
  }
}
