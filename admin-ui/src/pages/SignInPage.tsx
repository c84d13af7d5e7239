import { Alert, AlertTitle, Box, Button, TextField, Typography } from '@mui/material';
import { useEffect, useState, type FormEvent } from 'react';
import { useLogin } from 'react-admin';
import { Navigate } from 'react-router-dom';
import type { ProblemBody } from '@drawbridge/catalog';
import { PasswordField } from '../fields/PasswordField.tsx';
import { BrandMark } from '../layout/BrandMark.tsx';
import { BridgeScene } from '../layout/BridgeScene.tsx';
import { problemOf } from '../providers/problemError.ts';
import { session, useMe } from '../providers/session.ts';

export function SignInPage() {
  const login = useLogin();
  const me = useMe();
  const [email, setEmail] = useState('');
  const [password, setPassword] = useState('');
  const [running, setRunning] = useState(false);
  const [problem, setProblem] = useState<ProblemBody | null>(null);

  useEffect(() => {
    session.load().catch(() => undefined);
    // Fetched while the password is being typed.
    void Promise.all([import('../layout/Shell.tsx'), import('./DashboardPage.tsx')]).catch(() => undefined);
  }, []);
  if (me && !running) return <Navigate to="/" replace />;

  const submit = async (event: FormEvent) => {
    event.preventDefault();
    setRunning(true);
    setProblem(null);
    try {
      await login({ email: email.trim(), password });
    } catch (error) {
      setProblem(problemOf(error));
      setPassword('');
      setRunning(false);
    }
  };

  return (
    <Box
      component="main"
      sx={{
        minHeight: '100vh',
        display: 'grid',
        gridTemplateColumns: { xs: '1fr', md: 'minmax(22rem, 5fr) 6fr' },
        backgroundColor: 'background.default',
      }}
    >
      <title>Sign in · Drawbridge</title>
      <BridgeScene />
      <Box sx={{ display: 'grid', alignContent: 'center', justifyItems: 'center', p: 3 }}>
        <Box
          component="form"
          onSubmit={(event) => void submit(event)}
          noValidate
          sx={{ width: 'min(23rem, 100%)', display: 'grid', gap: 2 }}
        >
          <Box
            sx={{
              display: { xs: 'flex', md: 'none' },
              alignItems: 'center',
              gap: 1.25,
              fontWeight: 700,
              fontSize: '1.2rem',
              color: 'primary.main',
              mb: 1,
            }}
          >
            <BrandMark size={32} /> Drawbridge
          </Box>
          <Box>
            <Typography variant="h1">Welcome back</Typography>
            <Typography sx={{ color: 'text.secondary', mt: 0.5 }}>Sign in to look after your connections.</Typography>
          </Box>
          {session.hasEnded() && !problem && <Alert severity="info">Your session has ended. Sign in to go on.</Alert>}
          <Box role="alert">
            {problem && (
              <Alert severity={problem.status === 429 ? 'warning' : 'error'}>
                <AlertTitle sx={{ mb: 0.25 }}>{problem.title}</AlertTitle>
                {problem.detail} {problem.help}
              </Alert>
            )}
          </Box>
          <TextField
            label="E-mail"
            type="email"
            name="email"
            autoComplete="username"
            autoFocus
            required
            value={email}
            onChange={(event) => setEmail(event.target.value)}
            margin="none"
            size="medium"
            slotProps={{ inputLabel: { required: false } }}
          />
          <PasswordField
            label="Password"
            name="password"
            autoComplete="current-password"
            value={password}
            onChange={setPassword}
          />
          <Button
            type="submit"
            variant="contained"
            size="large"
            loading={running}
            disabled={email.trim() === '' || password === ''}
          >
            Sign in
          </Button>
          <Typography variant="body2" sx={{ color: 'text.secondary' }}>
            No account, or locked out? Ask the administrator of your tenant.
          </Typography>
        </Box>
      </Box>
    </Box>
  );
}
