/**
 * The line, from 1, on which the value of a JSON pointer begins in this text. Of a value that is not there, the line of
 * what would hold it. Finds it by walking the text once; where the text is no JSON the first line is the answer.
 */
export function lineOfPointer(text: string, pointer: string): number {
  const wanted = pointer
    .split('/')
    .slice(1)
    .map((part) => part.replaceAll('~1', '/').replaceAll('~0', '~'));
  let best = { depth: 0, at: 0 };
  const path: (string | number)[] = [];
  let key: string | undefined;
  let inObject: boolean[] = [];
  const token = /"(?:[^"\\]|\\.)*"|[{}[\],:]|[^\s{}[\],:"]+/g;
  const seen = (at: number) => {
    const here = path.map(String);
    if (here.length > best.depth && here.every((part, index) => part === wanted[index]))
      best = { depth: here.length, at };
  };
  for (let match = token.exec(text); match; match = token.exec(text)) {
    const [word] = match;
    const last = path.length - 1;
    if (word === '{' || word === '[') {
      if (path.length > 0) seen(match.index);
      inObject = [...inObject, word === '{'];
      path.push(word === '{' ? '' : 0);
      if (word === '[') seen(match.index);
      key = undefined;
    } else if (word === '}' || word === ']') {
      inObject = inObject.slice(0, -1);
      path.pop();
    } else if (word === ',') {
      const index = path[last];
      if (inObject.at(-1)) key = undefined;
      else if (typeof index === 'number') path[last] = index + 1;
    } else if (word !== ':') {
      if (inObject.at(-1) && key === undefined) {
        key = word.slice(1, -1);
        path[last] = key;
        seen(match.index);
      } else seen(match.index);
    }
  }
  return text.slice(0, best.at).split('\n').length;
}
