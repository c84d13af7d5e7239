import { jsonLanguage } from '@codemirror/lang-json';

/** A stretch of the text, from the first character to after the last. */
export interface Place {
  from: number;
  to: number;
}

type Tree = ReturnType<typeof jsonLanguage.parser.parse>;
type Node = Tree['topNode'];

/** The text as a tree, which is there even where the text is not JSON yet. */
export const treeOf = (text: string): Tree => jsonLanguage.parser.parse(text);

/** Where the value of a JSON pointer (RFC 6901) stands. Of one that is not there, the key or the start of what would hold it. */
export function placeOfPointer(text: string, tree: Tree, pointer: string): Place {
  let node = tree.topNode.firstChild;
  if (!node) return { from: 0, to: Math.min(1, text.length) };
  let named: Node = node;
  for (const part of pointer.split('/').slice(1)) {
    const found: Found | undefined = memberOf(text, node, part.replaceAll('~1', '/').replaceAll('~0', '~'));
    if (!found) return startOf(named);
    ({ node, named } = found);
  }
  return isOpen(node) ? startOf(named) : node;
}

/** Where the text stops being JSON; undefined: it is JSON throughout. */
export function placeOfMistake(tree: Tree): Place | undefined {
  let place: Place | undefined;
  tree.iterate({
    enter: ({ type, from, to }) => {
      if (type.isError) place ??= { from, to: Math.max(to, from + 1) };
      return place === undefined;
    },
  });
  return place;
}

interface Found {
  node: Node;
  /** What it is called by: its key, or itself in a list. */
  named: Node;
}

function memberOf(text: string, node: Node, name: string): Found | undefined {
  if (node.name === 'Array') {
    const item = valuesIn(node)[Number(name)];
    return item && { node: item, named: item };
  }
  for (const property of node.getChildren('Property')) {
    const key = property.getChild('PropertyName');
    const value = property.lastChild;
    if (key && value && text.slice(key.from, key.to) === JSON.stringify(name)) return { node: value, named: key };
  }
  return undefined;
}

function valuesIn(list: Node): Node[] {
  const values: Node[] = [];
  for (let child = list.firstChild; child; child = child.nextSibling) if (/^[A-Z]/.test(child.name)) values.push(child);
  return values;
}

const isOpen = ({ name }: Node): boolean => name === 'Object' || name === 'Array';

/** A whole object would underline the page: its first sign is enough. */
const startOf = (node: Node): Place => (isOpen(node) ? { from: node.from, to: node.from + 1 } : node);
