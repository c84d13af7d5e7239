import { defaultKeymap, history, historyKeymap, indentWithTab } from '@codemirror/commands';
import { json } from '@codemirror/lang-json';
import { bracketMatching, indentOnInput, syntaxHighlighting } from '@codemirror/language';
import { lintGutter, lintKeymap, setDiagnostics, type Diagnostic } from '@codemirror/lint';
import { openSearchPanel, search, searchKeymap } from '@codemirror/search';
import { EditorState } from '@codemirror/state';
import { EditorView, highlightActiveLine, highlightActiveLineGutter, keymap, lineNumbers } from '@codemirror/view';
import { classHighlighter } from '@lezer/highlight';
import { useEffect, useRef } from 'react';
import type { Place } from './placeOfPointer.ts';

export type Fault = Place & { message: string };

interface JsonEditorOptions {
  text: string;
  onChange: (text: string) => void;
  faults: readonly Fault[];
  /** Ids of what names it, and of what tells how it is used. */
  labelledBy: string;
  describedBy: string;
}

/** An editor for JSON in the element of `ref`; `goTo` takes the cursor there. */
export function useJsonEditor({ text, onChange, faults, labelledBy, describedBy }: JsonEditorOptions) {
  const ref = useRef<HTMLDivElement>(null);
  const editor = useRef<EditorView>(null);
  const newest = useRef({ text, onChange });
  useEffect(() => {
    newest.current = { text, onChange };
  });

  useEffect(() => {
    if (!ref.current) return;
    const view = new EditorView({
      parent: ref.current,
      state: EditorState.create({
        doc: newest.current.text,
        extensions: [
          ...extensions(),
          EditorView.contentAttributes.of({
            'aria-labelledby': labelledBy,
            'aria-describedby': describedBy,
            tabindex: '0',
          }),
          EditorView.updateListener.of((update) => {
            if (update.docChanged) newest.current.onChange(update.state.doc.toString());
          }),
        ],
      }),
    });
    editor.current = view;
    return () => view.destroy();
  }, [labelledBy, describedBy]);

  useEffect(() => {
    const view = editor.current;
    if (!view || view.state.doc.toString() === text) return;
    view.dispatch({ changes: { from: 0, to: view.state.doc.length, insert: text } });
  }, [text]);

  useEffect(() => {
    const view = editor.current;
    if (!view) return;
    const { length } = view.state.doc;
    const marks = faults.map(({ from, to, message }): Diagnostic => ({
      from: Math.min(from, length),
      to: Math.min(to, length),
      message,
      severity: 'error',
    }));
    view.dispatch(setDiagnostics(view.state, marks));
  }, [faults]);

  const goTo = ({ from, to }: Place) => {
    const view = editor.current;
    if (!view) return;
    view.dispatch({ selection: { anchor: from, head: to }, effects: EditorView.scrollIntoView(from, { y: 'center' }) });
    view.focus();
  };
  return { ref, goTo, find: () => editor.current && openSearchPanel(editor.current) };
}

/** Tab indents; Escape, then Tab leaves the editor: the library has that by itself. */
function extensions() {
  const nonce = document.querySelector<HTMLMetaElement>('meta[property="csp-nonce"]')?.nonce;
  return [
    nonce ? EditorView.cspNonce.of(nonce) : [],
    lineNumbers(),
    lintGutter(),
    history(),
    highlightActiveLine(),
    highlightActiveLineGutter(),
    bracketMatching(),
    indentOnInput(),
    json(),
    syntaxHighlighting(classHighlighter),
    search({ top: true }),
    EditorView.lineWrapping,
    keymap.of([...defaultKeymap, ...historyKeymap, ...searchKeymap, ...lintKeymap, indentWithTab]),
  ];
}
