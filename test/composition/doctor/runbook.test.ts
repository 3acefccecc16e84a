/** Whatever doctor can say of a fault has its row in docs/runbook.md, and no row is about what doctor does not say any more. */
import { readdirSync, readFileSync } from 'node:fs';
import path from 'node:path';
import ts from 'typescript';
import { isFaultCode } from '../../../src/domain/values/errors';

const root = path.join(__dirname, '../../..');
const doctor = path.join(root, 'src/composition/doctor');
const readers = [...readdirSync(doctor).map((file) => path.join(doctor, file)), path.join(root, 'src/cli/doctor.ts')];

/** A text with `…` for whatever is filled in; null for what is none. */
function textOf(node: ts.Node): string | null {
  if (ts.isStringLiteralLike(node)) return node.text;
  if (!ts.isTemplateExpression(node)) return null;
  return [node.head.text, ...node.templateSpans.map(({ literal }) => `…${literal.text}`)].join('');
}

/**
 * What is said (the first argument of `fails` and `warns`) and, of what is thrown elsewhere, the remedy that stands beside it: a whole
 * sentence. Remedies that go with a message of their own need no row.
 */
function messagesIn(file: string): readonly string[] {
  const source = ts.createSourceFile(file, readFileSync(file, 'utf8'), ts.ScriptTarget.ES2022, true);
  const found: string[] = [];
  const visit = (node: ts.Node): void => {
    const call = ts.isCallExpression(node) ? node.expression.getText() : '';
    if (['works', 'off', 'untried'].includes(call)) return;
    const text = textOf(node);
    if (text !== null && /^[A-Z].* .*[\w)][.?]$/.test(text)) found.push(text);
    if (!ts.isCallExpression(node) || (call !== 'fails' && call !== 'warns')) {
      ts.forEachChild(node, visit);
      return;
    }
    const [said] = node.arguments;
    const ownText = said && textOf(said);
    if (ownText != null && /[a-z]/.test(ownText)) found.push(ownText);
    else node.arguments.forEach(visit);
  };
  visit(source);
  return found;
}

const messages = readers.flatMap(messagesIn);
const entries = readFileSync(path.join(root, 'docs/runbook.md'), 'utf8')
  .split('\n## ')
  .slice(1)
  .flatMap((section) => section.split('\n').filter((line) => line.startsWith('| `')))
  .flatMap((line) => [...(line.split(' | ')[0] ?? '').matchAll(/`([^`]+)`/g)].map(([, phrase = '']) => phrase));

it.each(messages)('“%s” is in the runbook', (message) => {
  expect(entries.filter((entry) => message.includes(entry))).not.toEqual([]);
});

it.each(entries)('doctor says `%s`', (entry) => {
  expect(isFaultCode(entry) || messages.some((said) => said.includes(entry))).toBe(true);
});

it('reads what doctor says at all', () => {
  expect(messages.length).toBeGreaterThan(35);
  expect(entries.length).toBeGreaterThan(40);
});
