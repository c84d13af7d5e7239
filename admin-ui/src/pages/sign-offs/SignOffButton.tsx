import type { SignOffView } from '@drawbridge/catalog';
import SignOffIcon from '@mui/icons-material/HistoryEduOutlined';
import { Typography } from '@mui/material';
import { useState } from 'react';
import { ReasonInput, textOf } from '../../fields/ReasonInput.tsx';
import { CommandButton } from '../../layout/CommandButton.tsx';
import { api } from '../../providers/api.ts';
import { ShortDigest } from './ShortDigest.tsx';
import { figureText } from './figureWords.ts';

/** What is on screen and would be signed off. */
export interface Seen {
  digest: string;
  totals: Record<string, number>;
}

/** States that one has seen these figures; they are frozen as they were when the dialog opened. */
export function SignOffButton({ seen, what, path }: { seen: Seen; what: string; path: string }) {
  return (
    <CommandButton<SignOffView>
      label="Sign off"
      icon={<SignOffIcon />}
      variant="contained"
      title={`Sign off ${what}?`}
      submitLabel="Sign off"
      done="Signed off. The figures are kept as you saw them."
      // The dialog keeps its first values: what is sent is what was seen, whatever is read again meanwhile.
      defaultValues={{ digest: seen.digest }}
      command={({ statement, digest }) => api.post(path, { statement: textOf(statement), digest })}
    >
      <WhatIsSigned seen={seen} />
      <ReasonInput
        source="statement"
        label="Your statement"
        help="A sentence: what you have looked at, and what you found. It is kept for good with your name."
      />
    </CommandButton>
  );
}

function WhatIsSigned({ seen }: { seen: Seen }) {
  const [{ totals, digest }] = useState(seen);
  return (
    <Typography variant="body2" sx={{ color: 'text.secondary' }}>
      You sign off these figures: {figureText(totals)}. Their digest is <ShortDigest digest={digest} />. If they change
      before you are done, nothing is signed off and you are asked to look again.
    </Typography>
  );
}
