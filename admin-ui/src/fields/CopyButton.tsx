import CheckIcon from '@mui/icons-material/CheckRounded';
import CopyIcon from '@mui/icons-material/ContentCopyRounded';
import { IconButton, Tooltip } from '@mui/material';
import { useState } from 'react';
import { useNotify } from 'react-admin';

export function CopyButton({ text, what }: { text: string; what: string }) {
  const [copied, setCopied] = useState(false);
  const notify = useNotify();
  const copy = async () => {
    try {
      await navigator.clipboard.writeText(text);
      setCopied(true);
    } catch {
      notify('This browser does not allow copying here. Select the text and copy it yourself.', { type: 'warning' });
    }
  };
  return (
    <Tooltip title={copied ? 'Copied' : `Copy ${what}`}>
      <IconButton size="small" onClick={() => void copy()} aria-label={copied ? 'Copied' : `Copy ${what}`}>
        {copied ? <CheckIcon fontSize="small" color="success" /> : <CopyIcon fontSize="small" />}
      </IconButton>
    </Tooltip>
  );
}
