import { Parser } from 'htmlparser2';

/** An XML element: names as written, prefix and all. */
export interface XmlElement {
  readonly name: string;
  readonly attributes: Readonly<Record<string, string>>;
  readonly children: readonly (XmlElement | string)[];
}

/**
 * Parses XML to a tree. No entity is taken from a document type and nothing is opened: htmlparser2 knows XML's five entities
 * and numbers only, and leaves others as they are written.
 */
export function parseXml(source: string): XmlElement {
  const root = { name: '', attributes: {}, children: [] as (XmlElement | string)[] };
  const open: { name: string; attributes: Record<string, string>; children: (XmlElement | string)[] }[] = [root];
  const parser = new Parser(
    {
      onopentag(name, attributes) {
        const element = { name, attributes, children: [] };
        open.at(-1)!.children.push(element);
        open.push(element);
      },
      onclosetag() {
        if (open.length > 1) open.pop();
      },
      ontext(text) {
        open.at(-1)!.children.push(text);
      },
    },
    { xmlMode: true, decodeEntities: true },
  );
  parser.end(source);
  return root;
}

/** The first element of a name, anywhere below. */
export function findElement(root: XmlElement, name: string): XmlElement | null {
  return elementsNamed(root, name).next().value ?? null;
}

/** The elements of a name anywhere below, in order; not those inside another of them. */
export function findElements(root: XmlElement, name: string): XmlElement[] {
  return [...elementsNamed(root, name)];
}

/** Without recursion: trees may be deep. */
function* elementsNamed(root: XmlElement, name: string): Generator<XmlElement, undefined, undefined> {
  const waiting: XmlElement[] = [root];
  for (let element = waiting.pop(); element; element = waiting.pop()) {
    if (element.name === name) yield element;
    else
      for (let at = element.children.length - 1; at >= 0; at--) {
        const child = element.children[at]!;
        if (typeof child !== 'string') waiting.push(child);
      }
  }
}

/** All text below the first element of a name; `null` when there is none. */
export function textIn(root: XmlElement, name: string): string | null {
  const element = findElement(root, name);
  return element && innerText(element);
}

/** All text below an element. */
export function innerText(root: XmlElement): string {
  let text = '';
  const waiting: (XmlElement | string)[] = [root];
  for (let next = waiting.pop(); next !== undefined; next = waiting.pop()) {
    if (typeof next === 'string') text += next;
    else for (let at = next.children.length - 1; at >= 0; at--) waiting.push(next.children[at]!);
  }
  return text;
}
