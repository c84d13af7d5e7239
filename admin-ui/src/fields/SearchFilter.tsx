import SearchIcon from '@mui/icons-material/SearchRounded';
import { InputAdornment } from '@mui/material';
import { TextInput } from 'react-admin';

const icon = (
  <InputAdornment position="start">
    <SearchIcon fontSize="small" />
  </InputAdornment>
);

/** Text to look for; applies as it is typed. */
export const SearchFilter = ({ label }: { label: string }) => (
  <TextInput source="q" label={label} type="search" slotProps={{ input: { startAdornment: icon } }} />
);
