import MoreIcon from '@mui/icons-material/MoreHorizRounded';
import { IconButton, Menu, MenuItem } from '@mui/material';
import { useId, useState, type ReactNode } from 'react';

export interface RowAction {
  label: string;
  danger?: boolean;
  /** The dialog of the command; it is given what closes it. */
  dialog: (close: () => void) => ReactNode;
}

/** What can be done with one row. */
export function RowMenu({ name, actions }: { name: string; actions: readonly RowAction[] }) {
  const [anchor, setAnchor] = useState<HTMLElement | null>(null);
  const [chosen, setChosen] = useState<RowAction | null>(null);
  const id = useId();
  if (actions.length === 0) return null;
  const choose = (action: RowAction) => {
    setAnchor(null);
    setChosen(action);
  };
  return (
    <>
      <IconButton
        size="small"
        aria-label={`Actions for ${name}`}
        aria-haspopup="menu"
        aria-expanded={anchor !== null}
        aria-controls={anchor ? id : undefined}
        onClick={(event) => setAnchor(event.currentTarget)}
      >
        <MoreIcon />
      </IconButton>
      <Menu id={id} open={anchor !== null} anchorEl={anchor} onClose={() => setAnchor(null)}>
        {actions.map((action) => (
          <MenuItem key={action.label} onClick={() => choose(action)} sx={action.danger ? { color: 'error.main' } : {}}>
            {action.label}
          </MenuItem>
        ))}
      </Menu>
      {chosen?.dialog(() => setChosen(null))}
    </>
  );
}
