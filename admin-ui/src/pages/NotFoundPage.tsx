import { Button, Card } from '@mui/material';
import { Link } from 'react-router-dom';
import { EmptyState } from '../layout/EmptyState.tsx';

const home = (
  <Button component={Link} to="/" variant="contained">
    Go to the dashboard
  </Button>
);

export function NotFoundPage() {
  return (
    <Card>
      <title>Not found · Drawbridge</title>
      <EmptyState page title="There is no such page" action={home}>
        The address may be old, or what it leads to is not yours to see.
      </EmptyState>
    </Card>
  );
}

export function AccessDeniedPage() {
  return (
    <Card>
      <title>Not allowed · Drawbridge</title>
      <EmptyState page title="Your role does not allow this" action={home}>
        Ask somebody whose role allows it, or change to another membership at the top.
      </EmptyState>
    </Card>
  );
}
