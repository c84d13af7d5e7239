import { alpha, type ThemeOptions } from '@mui/material/styles';
import { day, night } from './palette.ts';

const sans =
  '-apple-system, BlinkMacSystemFont, "Segoe UI", Roboto, "Noto Sans", Ubuntu, Cantarell, "Liberation Sans", "Helvetica Neue", system-ui, sans-serif';
export const mono = 'ui-monospace, "SF Mono", "Cascadia Mono", Menlo, "DejaVu Sans Mono", monospace';

function theme(mode: 'light' | 'dark'): ThemeOptions {
  const c = mode === 'light' ? day : night;
  const onMain = mode === 'light' ? '#ffffff' : '#0c1516';
  return {
    palette: {
      mode,
      primary: { main: c.water, dark: c.waterDark, contrastText: onMain },
      secondary: { main: c.brass, contrastText: onMain },
      success: { main: c.good, contrastText: onMain },
      warning: { main: c.warn, contrastText: onMain },
      error: { main: c.bad, contrastText: onMain },
      info: { main: c.calm, contrastText: onMain },
      background: { default: c.page, paper: c.card },
      text: { primary: c.ink, secondary: c.inkSoft },
      divider: c.line,
    },
    shape: { borderRadius: 10 },
    typography: {
      fontFamily: sans,
      fontSize: 14,
      h1: { fontSize: '1.65rem', fontWeight: 680, letterSpacing: '-0.02em', lineHeight: 1.2 },
      h2: { fontSize: '1.05rem', fontWeight: 650, letterSpacing: '-0.01em', lineHeight: 1.35 },
      h3: { fontSize: '0.95rem', fontWeight: 650, lineHeight: 1.4 },
      body1: { fontSize: '0.95rem', lineHeight: 1.55 },
      body2: { fontSize: '0.875rem', lineHeight: 1.5 },
      caption: { fontSize: '0.79rem', lineHeight: 1.45 },
      overline: { fontSize: '0.7rem', fontWeight: 650, letterSpacing: '0.09em', lineHeight: 1.6 },
      button: { textTransform: 'none', fontWeight: 600 },
    },
    components: {
      MuiCssBaseline: {
        styleOverrides: {
          body: { fontVariantNumeric: 'tabular-nums' },
          '@media (prefers-reduced-motion: reduce)': {
            '*, *::before, *::after': {
              animationDuration: '0.01ms !important',
              animationIterationCount: '1 !important',
              transitionDuration: '0.01ms !important',
              scrollBehavior: 'auto !important',
            },
          },
        },
      },
      MuiPaper: { defaultProps: { elevation: 0 }, styleOverrides: { root: { backgroundImage: 'none' } } },
      MuiCard: { styleOverrides: { root: { border: `1px solid ${c.line}`, borderRadius: 14 } } },
      MuiDialog: { styleOverrides: { paper: { border: `1px solid ${c.line}`, borderRadius: 16 } } },
      MuiMenu: {
        styleOverrides: { paper: { border: `1px solid ${c.line}`, boxShadow: '0 12px 32px rgb(0 0 0 / 0.16)' } },
      },
      MuiPopover: {
        styleOverrides: { paper: { border: `1px solid ${c.line}`, boxShadow: '0 12px 32px rgb(0 0 0 / 0.16)' } },
      },
      MuiAutocomplete: {
        styleOverrides: { paper: { border: `1px solid ${c.line}`, boxShadow: '0 12px 32px rgb(0 0 0 / 0.16)' } },
      },
      MuiButton: {
        defaultProps: { disableElevation: true },
        styleOverrides: { root: { borderRadius: 9, paddingInline: 14, whiteSpace: 'nowrap' } },
      },
      MuiButtonBase: {
        styleOverrides: { root: { '&.Mui-focusVisible': { outline: `2px solid ${c.brass}`, outlineOffset: 2 } } },
      },
      MuiTextField: { defaultProps: { variant: 'outlined', size: 'small', margin: 'dense', fullWidth: true } },
      MuiFormControl: { defaultProps: { variant: 'outlined', size: 'small', margin: 'dense', fullWidth: true } },
      MuiOutlinedInput: { styleOverrides: { root: { backgroundColor: c.card } } },
      MuiTableCell: {
        styleOverrides: {
          root: { borderColor: c.line, paddingBlock: 12, '@media (max-width: 600px)': { paddingInline: 10 } },
          head: { color: c.inkSoft, fontWeight: 600, fontSize: '0.79rem', paddingBlock: 9, whiteSpace: 'nowrap' },
        },
      },
      MuiChip: {
        styleOverrides: {
          root: { borderRadius: 7, fontWeight: 600 },
          sizeSmall: { height: 'auto', minHeight: 24, '& .MuiChip-label': { whiteSpace: 'normal' } },
        },
      },
      MuiAlertTitle: { styleOverrides: { root: { fontWeight: 650, fontSize: 'inherit' } } },
      MuiTab: { styleOverrides: { root: { minHeight: 44, fontWeight: 600 } } },
      MuiTooltip: { defaultProps: { arrow: true, describeChild: false } },
      MuiLink: {
        defaultProps: { underline: 'hover' },
        styleOverrides: {
          root: { '&:focus-visible': { outline: `2px solid ${c.brass}`, outlineOffset: 2, borderRadius: 3 } },
        },
      },
      MuiAlert: {
        styleOverrides: {
          root: { borderRadius: 10, alignItems: 'flex-start' },
          message: { flex: 1, minWidth: 0 },
          standard: ({ ownerState }) => {
            const tone = { error: c.bad, warning: c.warn, success: c.good, info: c.calm }[
              ownerState.severity ?? 'info'
            ];
            return {
              backgroundColor: alpha(tone, mode === 'light' ? 0.08 : 0.14),
              color: c.ink,
              border: `1px solid ${alpha(tone, 0.35)}`,
              '& .MuiAlert-icon': { color: tone },
            };
          },
        },
      },
      MuiSkeleton: { defaultProps: { animation: 'pulse' } },
    },
  };
}

export const lightTheme = theme('light');
export const darkTheme = theme('dark');
