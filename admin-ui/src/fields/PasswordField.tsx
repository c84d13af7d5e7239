import HideIcon from '@mui/icons-material/VisibilityOffOutlined';
import ShowIcon from '@mui/icons-material/VisibilityOutlined';
import { IconButton, InputAdornment, TextField } from '@mui/material';
import { useState } from 'react';

interface PasswordFieldProps {
  label: string;
  name: string;
  autoComplete: string;
  value: string;
  onChange: (value: string) => void;
}

export function PasswordField({ label, name, autoComplete, value, onChange }: PasswordFieldProps) {
  const [shown, setShown] = useState(false);
  return (
    <TextField
      label={label}
      name={name}
      type={shown ? 'text' : 'password'}
      autoComplete={autoComplete}
      value={value}
      onChange={(event) => onChange(event.target.value)}
      margin="none"
      size="medium"
      slotProps={{
        input: {
          endAdornment: <RevealButton shown={shown} what={label.toLowerCase()} onToggle={() => setShown(!shown)} />,
        },
      }}
    />
  );
}

/** Shows or hides what was typed into a masked field. */
export function RevealButton({ shown, what, onToggle }: { shown: boolean; what: string; onToggle: () => void }) {
  return (
    <InputAdornment position="end">
      <IconButton
        edge="end"
        size="small"
        aria-label={`${shown ? 'Hide' : 'Show'} ${what}`}
        aria-pressed={shown}
        onClick={onToggle}
      >
        {shown ? <HideIcon fontSize="small" /> : <ShowIcon fontSize="small" />}
      </IconButton>
    </InputAdornment>
  );
}
