/** Reads XML of banks, statements and payment files, element by element, within limits, and walks what it keeps. */
import { SaxesParser } from 'saxes';
import { Fault } from '../../domain/values/errors';
import { badStatement } from './values';

export interface XmlNode {
  /** Without its prefix. */
  readonly name: string;
  readonly line: number;
  readonly text: string;
  readonly attributes: Readonly<Record<string, string>>;
  readonly children: readonly XmlNode[];
}

interface OpenNode extends XmlNode {
  text: string;
  attributes: Record<string, string>;
  children: XmlNode[];
}

/** Called with each finished element and its parent; true lets go of it, so that a file of any length stays small. */
export type TakeElement = (node: XmlNode, parent: XmlNode) => boolean;

/** The messages we read nest at most 16 elements deep and give an element at most 2 attributes. */
const maxDepth = 64;
const maxAttributes = 32;
/** A statement of 64 MiB with the shortest elements that mean anything has about this many. */
const maxElements = 4_000_000;
/** References and names have at most 500 letters. */
const maxValueLength = 1 << 16;

/** What is read, as its refusals call it. */
export type XmlFile = 'statement' | 'payment file';

/** The document's root. Throws `ledger_unreadable`, the message starting with the line. */
export function readXml(text: string, file: XmlFile, take: TakeElement): XmlNode {
  const root: OpenNode = { name: '', line: 1, text: '', attributes: {}, children: [] };
  const open: OpenNode[] = [root];
  let [line, elements, attributes] = [1, 0, 0];
  const parser = new SaxesParser();
  parser.on('error', ({ message }) => badStatement(parser.line, `is not well-formed XML: ${plainMessage(message)}`));
  // None needs one, and a document type is how a file makes a parser read other files or grow without end.
  parser.on('doctype', () => badStatement(parser.line, `has a document type, which no ${file} needs`));
  parser.on('opentagstart', () => {
    line = parser.line;
    attributes = 0;
    elements += 1;
    if (open.length > maxDepth) badStatement(line, `nests elements more than ${maxDepth} deep`);
    if (elements > maxElements) badStatement(line, `has more than ${maxElements} elements`);
  });
  parser.on('attribute', ({ value }) => {
    attributes += 1;
    if (attributes > maxAttributes)
      badStatement(parser.line, `has an element with more than ${maxAttributes} attributes`);
    if (value.length > maxValueLength) badStatement(parser.line, `has an attribute longer than any ${file} needs`);
  });
  parser.on('opentag', ({ name, attributes: given }) => {
    open.push({ name: plainName(name), line, text: '', attributes: given, children: [] });
  });
  const addText = (piece: string): void => {
    const node = open.at(-1);
    if (!node) return;
    if (node.text.length + piece.length > maxValueLength && piece.trim() !== '')
      badStatement(parser.line, `has a text longer than any ${file} needs`);
    else node.text = (node.text + piece).slice(0, maxValueLength);
  };
  parser.on('text', addText);
  parser.on('cdata', addText);
  parser.on('closetag', () => {
    const node = open.pop();
    const parent = open.at(-1);
    if (!node || !parent) return;
    if (!take(node, parent)) parent.children.push(node);
  });
  try {
    parser.write(text).close();
  } catch (error) {
    if (error instanceof Fault) throw error;
    badStatement(line, 'cannot be read as XML');
  }
  return root;
}

function plainName(name: string): string {
  return name.slice(name.indexOf(':') + 1);
}

/** The parser's own place in front of the reason is ours already. */
function plainMessage(message: string): string {
  return message.replace(/^\d+:\d+: /, '').slice(0, 200);
}

export function children(node: XmlNode, name: string): readonly XmlNode[] {
  return node.children.filter((candidate) => candidate.name === name);
}

export function child(node: XmlNode, name: string): XmlNode | null {
  return node.children.find((candidate) => candidate.name === name) ?? null;
}

export function nodeAt(node: XmlNode, ...path: readonly string[]): XmlNode | null {
  return path.reduce<XmlNode | null>((at, name) => at && child(at, name), node);
}

/** The text of the first element down that path; null where there is none. */
export function textAt(node: XmlNode, ...path: readonly string[]): string | null {
  const text = nodeAt(node, ...path)?.text.trim() ?? '';
  return text === '' ? null : text;
}

/** Every element of that name, however deep. */
export function descendants(node: XmlNode, names: readonly string[]): XmlNode[] {
  return node.children.flatMap((one) => (names.includes(one.name) ? [one] : descendants(one, names)));
}
