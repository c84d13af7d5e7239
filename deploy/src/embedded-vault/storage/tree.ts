/** Keys with slashes held as a tree, so that listing one folder costs its size and not the size of the store. */
interface Node {
  value?: string;
  children?: Map<string, Node>;
}

export class Tree {
  readonly #root: Node = {};
  #bytes = 0;

  /** About how much a snapshot would weigh. */
  get bytes(): number {
    return this.#bytes;
  }

  get(key: string): string | undefined {
    return this.#find(key)?.value;
  }

  set(key: string, value: string): void {
    let node = this.#root;
    for (const segment of key.split('/')) {
      node.children ??= new Map();
      let next = node.children.get(segment);
      if (!next) node.children.set(segment, (next = {}));
      node = next;
    }
    this.#bytes += value.length - (node.value === undefined ? -key.length : node.value.length);
    node.value = value;
  }

  delete(key: string): void {
    const trail: [Node, string][] = [];
    let node: Node | undefined = this.#root;
    for (const segment of key.split('/')) {
      trail.push([node, segment]);
      node = node.children?.get(segment);
      if (!node) return;
    }
    if (node.value === undefined) return;
    this.#bytes -= node.value.length + key.length;
    delete node.value;
    for (const [parent, segment] of trail.reverse()) {
      const child = parent.children?.get(segment);
      if (child && (child.value !== undefined || child.children?.size)) break;
      parent.children?.delete(segment);
    }
  }

  /** The names directly below a folder, sorted; folders end with a slash. */
  list(folder: string): string[] {
    const names: string[] = [];
    for (const [segment, node] of this.#find(folder)?.children ?? []) {
      if (node.value !== undefined) names.push(segment);
      if (node.children?.size) names.push(`${segment}/`);
    }
    return names.sort();
  }

  /** Every key below a folder (all of them for the empty folder), with its value. */
  *entries(folder = ''): Generator<[string, string]> {
    const start = folder === '' ? this.#root : this.#find(folder);
    const stack: [string, Node][] = start ? [[folder, start]] : [];
    for (let top = stack.pop(); top; top = stack.pop()) {
      const [path, node] = top;
      if (node.value !== undefined && path !== folder) yield [path, node.value];
      for (const [segment, child] of node.children ?? [])
        stack.push([path === '' ? segment : `${path}/${segment}`, child]);
    }
  }

  #find(key: string): Node | undefined {
    let node: Node | undefined = this.#root;
    for (const segment of key.split('/')) {
      node = node?.children?.get(segment);
      if (!node) return undefined;
    }
    return node;
  }
}
