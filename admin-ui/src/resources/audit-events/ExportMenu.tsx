import DownloadIcon from '@mui/icons-material/DownloadRounded';
import { Button, Menu, MenuItem } from '@mui/material';
import { useState } from 'react';
import { useFilters } from '../../layout/useFilters.ts';
import { useMay } from '../../providers/ability.ts';
import { apiUrl } from '../../providers/api.ts';

/** Downloads what the filters above select. */
export function ExportMenu() {
  const may = useMay();
  const { values } = useFilters();
  const [anchor, setAnchor] = useState<HTMLElement | null>(null);
  if (!may('export', 'AuditEvent')) return null;
  const address = (format: 'csv' | 'jsonl') => apiUrl('/audit-events/export', { ...values, format });
  return (
    <>
      <Button
        variant="outlined"
        startIcon={<DownloadIcon />}
        aria-haspopup="menu"
        aria-expanded={anchor !== null}
        onClick={(event) => setAnchor(event.currentTarget)}
      >
        Export
      </Button>
      <Menu open={anchor !== null} anchorEl={anchor} onClose={() => setAnchor(null)}>
        <MenuItem component="a" href={address('csv')} download onClick={() => setAnchor(null)}>
          CSV, for spreadsheets
        </MenuItem>
        <MenuItem component="a" href={address('jsonl')} download onClick={() => setAnchor(null)}>
          JSON lines, for programs
        </MenuItem>
      </Menu>
    </>
  );
}
