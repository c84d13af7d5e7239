import { alpha, type Theme } from '@mui/material';
import { mono } from '../../layout/theme.ts';

/** The colours of the console for the editor, by day and by night. */
export const editorStyles = ({ palette }: Theme) => ({
  '& .cm-editor': {
    height: editorHeight,
    border: `1px solid ${palette.divider}`,
    borderRadius: '10px',
    overflow: 'hidden',
    backgroundColor: palette.background.paper,
    color: palette.text.primary,
    fontSize: '0.82rem',
  },
  '& .cm-editor.cm-focused': { outline: `2px solid ${palette.primary.main}`, outlineOffset: -1 },
  '& .cm-scroller': { fontFamily: mono, lineHeight: 1.6 },
  '& .cm-content': { caretColor: palette.text.primary },
  '& .cm-gutters': {
    backgroundColor: palette.background.default,
    color: palette.text.secondary,
    borderRight: `1px solid ${palette.divider}`,
  },
  '& .cm-activeLine, & .cm-activeLineGutter': { backgroundColor: alpha(palette.text.primary, 0.05) },
  '& .cm-matchingBracket': { backgroundColor: `${alpha(palette.secondary.main, 0.28)} !important` },
  '& .tok-propertyName': { color: palette.primary.main },
  '& .tok-string': { color: palette.success.main },
  '& .tok-number, & .tok-bool, & .tok-null': { color: palette.secondary.main },
  '& .cm-panels, & .cm-tooltip': {
    backgroundColor: palette.background.paper,
    color: palette.text.primary,
    borderColor: palette.divider,
  },
  '& .cm-tooltip': {
    borderRadius: '8px',
    overflow: 'hidden',
    boxShadow: '0 8px 24px rgb(0 0 0 / 0.2)',
    maxWidth: '32rem',
  },
  '& .cm-diagnostic': { padding: '6px 10px', fontFamily: 'inherit', borderLeftColor: palette.error.main },
  '& .cm-panel.cm-search': {
    fontFamily: 'inherit',
    '& input, & button': {
      fontSize: '0.82rem',
      color: palette.text.primary,
      backgroundColor: palette.background.default,
      backgroundImage: 'none',
      border: `1px solid ${palette.divider}`,
      borderRadius: '6px',
    },
  },
  '& .cm-searchMatch': { backgroundColor: alpha(palette.secondary.main, 0.3) },
});

/** Kept free while the editor is being fetched, so that nothing jumps. */
export const editorHeight = 'clamp(22rem, 60vh, 44rem)';
