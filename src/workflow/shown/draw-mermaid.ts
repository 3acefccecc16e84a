/** Writes a workflow as a Mermaid flowchart, which many wikis and code hosts draw. */
import type { DrawnGraph, DrawnNode } from './graph';

const brackets: Readonly<Record<DrawnNode['shape'], readonly [string, string]>> = {
  agent: ['[', ']'],
  question: ['{{', '}}'],
  fork: ['[[', ']]'],
  join: ['[[', ']]'],
  flow: ['[/', '/]'],
  end: ['([', '])'],
};

/** `marked`: ids of steps that run now. */
export function drawMermaid({ nodes, arrows }: DrawnGraph, marked: readonly string[] = []): string {
  // Mermaid reads some words as its own, e.g. `end`, and no dots or slashes in ids.
  const names = new Map(nodes.map(({ id }, index) => [id, `n${index + 1}`]));
  const running = nodes.filter(({ step }) => marked.includes(step)).map(({ id }) => names.get(id) ?? '');
  return [
    'flowchart TD',
    ...nodes.map(({ id, shape, lines }) => {
      const [open, close] = brackets[shape];
      return `  ${names.get(id) ?? ''}${open}"${lines.map(quoted).join('<br/>')}"${close}`;
    }),
    ...arrows.map(({ from, to, label }) => {
      const said = label === '' ? '' : `|"${quoted(label)}"|`;
      return `  ${names.get(from) ?? ''} -->${said} ${names.get(to) ?? ''}`;
    }),
    ...(running.length === 0
      ? []
      : ['  classDef running stroke:#c4500c,stroke-width:3px', `  class ${running.join(',')} running`]),
    '',
  ].join('\n');
}

function quoted(text: string): string {
  return text.replaceAll('"', '#quot;').replaceAll('<', '&lt;').replaceAll('>', '&gt;');
}
