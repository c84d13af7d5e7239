import type { CustomAppValidation } from '@drawbridge/catalog';
import { Box, Button, Typography } from '@mui/material';
import { useId, useMemo } from 'react';
import { editorStyles } from './editorStyles.ts';
import { FaultList } from './FaultList.tsx';
import { placeOfMistake, placeOfPointer, treeOf } from './placeOfPointer.ts';
import { useJsonEditor, type Fault } from './useJsonEditor.ts';
import { parsed } from './useValidation.ts';

interface DefinitionEditorProps {
  text: string;
  onChange: (text: string) => void;
  /** Null: not asked yet. */
  validation: CustomAppValidation | null;
}

const noJson = 'This is no JSON: look for a missing comma, quote or bracket here, or just before.';

/** Every fault at its place in the text as it stands now. */
function faultsIn(text: string, validation: CustomAppValidation | null): Fault[] {
  const tree = treeOf(text);
  if (!parsed(text)) return [{ ...(placeOfMistake(tree) ?? { from: 0, to: 1 }), message: noJson }];
  return (validation?.faults ?? []).map(({ pointer, message }) => ({
    ...placeOf(text, tree, pointer),
    message: `${pointer === '' ? '' : `${pointer} `}${message}`,
  }));
}

const placeOf = (text: string, tree: ReturnType<typeof treeOf>, pointer: string) => {
  const { from, to } = placeOfPointer(text, tree, pointer);
  return { from, to };
};

/** The definition as text: faults are marked at their place, and listed with a way there. */
export default function DefinitionEditor({ text, onChange, validation }: DefinitionEditorProps) {
  const label = useId();
  const hint = useId();
  const faults = useMemo(() => faultsIn(text, validation), [text, validation]);
  const { ref, goTo, find } = useJsonEditor({ text, onChange, faults, labelledBy: label, describedBy: hint });
  const definition = parsed(text);
  return (
    <Box sx={{ display: 'grid', gap: 1, gridTemplateColumns: 'minmax(0, 1fr)' }}>
      <Box sx={{ display: 'flex', alignItems: 'center', gap: 1 }}>
        <Typography id={label} variant="body2" sx={{ fontWeight: 600, flex: 1 }}>
          Definition (JSON)
        </Typography>
        <Button size="small" onClick={find}>
          Find
        </Button>
        <Button size="small" disabled={!definition} onClick={() => onChange(JSON.stringify(definition, null, 2))}>
          Tidy up
        </Button>
      </Box>
      <Box ref={ref} sx={editorStyles} />
      <Typography id={hint} variant="caption" sx={{ color: 'text.secondary' }}>
        Tab indents. Escape, then Tab, leaves the editor. F8 goes to the next fault, Ctrl+F searches, Ctrl+Z undoes.
      </Typography>
      <FaultList text={text} faults={faults} valid={definition ? (validation?.valid ?? null) : false} goTo={goTo} />
    </Box>
  );
}
