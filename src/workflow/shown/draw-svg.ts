/** Draws a workflow as an SVG picture that needs nothing beside it. */
import type { DrawnGraph, DrawnNode } from './graph';
import { layOut } from './layout';

const column = 236;
const row = 112;
const boxWidth = 204;
const boxHeight = 46;
const margin = 20;
/** What an 11 pixel letter takes, and how much of a label is shown. */
const letterWidth = 5.6;
const longestLabel = 42;

interface Point {
  readonly x: number;
  readonly y: number;
}

/** `marked`: ids of steps that run now. */
export function drawSvg(graph: DrawnGraph, title: string, marked: readonly string[] = []): string {
  const { places, ways, ranks } = layOut(graph);
  const widest = Math.max(1, ...ranks.map(({ length }) => length));
  const width = widest * column + 2 * margin;
  const height = ranks.length * row + 2 * margin;
  const at = (id: string): Point => {
    const { rank, slot } = places.get(id) ?? { rank: 0, slot: 0 };
    return { x: Math.round(width / 2 + slot * column), y: Math.round(margin + rank * row + boxHeight / 2) };
  };
  const nodes = new Map(graph.nodes.map((node) => [node.id, node]));
  const half = (id: string): number => {
    const shape = nodes.get(id)?.shape;
    if (shape === undefined) return 0;
    return shape === 'fork' || shape === 'join' ? 14 : boxHeight / 2;
  };
  /** How many labels stand above each place already. */
  const labels = new Map<string, number>();
  const arrows = ways.map(({ arrow, through, isBack }) => {
    const points = through.map((id, index): readonly Point[] => {
      const { x, y } = at(id);
      const shift = isBack ? boxWidth / 2 - 16 : 0;
      if (index === 0) return [{ x: x + shift, y: y + half(id) }];
      if (index === through.length - 1) return [{ x: x + shift, y: y - half(id) }];
      return [{ x: x + shift, y }];
    });
    const way = isBack ? points.flat().reverse() : points.flat();
    const next = way[1];
    const above = next ? `${next.x} ${next.y}` : '';
    const before = labels.get(above) ?? 0;
    if (arrow.label !== '') labels.set(above, before + 1);
    const label = arrow.label === '' || !next ? '' : labelAt({ x: next.x, y: next.y - 18 - before * 15 }, arrow.label);
    return {
      line: `<path d="${smooth(way)}"${isBack ? ' stroke-dasharray="4 3"' : ''} marker-end="url(#tip)"/>`,
      label,
    };
  });
  return [
    `<svg xmlns="http://www.w3.org/2000/svg" viewBox="0 0 ${width} ${height}" width="${width}" height="${height}" font-family="Segoe UI, Helvetica, Arial, sans-serif" font-size="12" role="img">`,
    `<title>${escaped(title)}</title>`,
    '<defs><marker id="tip" viewBox="0 0 10 10" refX="9" refY="5" markerWidth="7" markerHeight="7" orient="auto-start-reverse"><path d="M0 0L10 5L0 10z" fill="#5b6b7b"/></marker></defs>',
    `<rect width="${width}" height="${height}" fill="#ffffff"/>`,
    `<g fill="none" stroke="#5b6b7b" stroke-width="1.3">`,
    ...arrows.map(({ line }) => line),
    '</g>',
    ...graph.nodes.map((node) => shapeOf(node, at(node.id), marked.includes(node.step))),
    `<g font-size="11" fill="#33414f" text-anchor="middle">`,
    ...arrows.flatMap(({ label }) => (label === '' ? [] : [label])),
    '</g>',
    '</svg>',
    '',
  ].join('\n');
}

const fills: Readonly<Record<DrawnNode['shape'], string>> = {
  agent: '#e8f1fb',
  question: '#fff6dd',
  fork: '#dfe5ea',
  join: '#dfe5ea',
  flow: '#eef0f2',
  end: '#e9f5ec',
};

function shapeOf({ shape, lines }: DrawnNode, { x, y }: Point, isMarked: boolean): string {
  const line = isMarked ? 'stroke="#c4500c" stroke-width="3"' : 'stroke="#5b6b7b" stroke-width="1.2"';
  const isBar = shape === 'fork' || shape === 'join';
  const [w, h] = [boxWidth, isBar ? 28 : boxHeight];
  const look = `fill="${fills[shape]}" ${line}`;
  const outline =
    shape === 'question'
      ? `<path d="M${x - w / 2} ${y}L${x - w / 2 + 18} ${y - h / 2}H${x + w / 2 - 18}L${x + w / 2} ${y}L${x + w / 2 - 18} ${y + h / 2}H${x - w / 2 + 18}z" ${look}/>`
      : `<rect x="${x - w / 2}" y="${y - h / 2}" width="${w}" height="${h}" rx="${shape === 'end' ? h / 2 : 6}" ${look}/>`;
  const texts = lines.map((text, index) => {
    const top = y + 4 + (index - (lines.length - 1) / 2) * 16;
    const style = index === 0 && !isBar ? ' font-weight="600"' : '';
    return `<text x="${x}" y="${top}" text-anchor="middle" fill="#1b2733"${style}>${escaped(cut(text, 32))}</text>`;
  });
  return [outline, ...texts].join('');
}

function labelAt({ x, y }: Point, text: string): string {
  const shown = cut(text, longestLabel);
  const wide = Math.round(shown.length * letterWidth) + 6;
  const [left, top] = [Math.round(x - wide / 2), Math.round(y - 8)];
  return `<rect x="${left}" y="${top}" width="${wide}" height="15" fill="#ffffff" fill-opacity="0.9"/><text x="${Math.round(x)}" y="${top + 11}">${escaped(shown)}</text>`;
}

/** Through every point, leaving and arriving straight up or down. */
function smooth([first, ...rest]: readonly Point[]): string {
  if (!first) return '';
  let before = first;
  return rest.reduce((path, point) => {
    const middle = Math.round((before.y + point.y) / 2);
    const part = `C${before.x} ${middle} ${point.x} ${middle} ${point.x} ${point.y}`;
    before = point;
    return path + part;
  }, `M${first.x} ${first.y}`);
}

function cut(text: string, most: number): string {
  return text.length > most ? `${text.slice(0, most - 1)}…` : text;
}

function escaped(text: string): string {
  return text.replaceAll('&', '&amp;').replaceAll('<', '&lt;').replaceAll('>', '&gt;').replaceAll('"', '&quot;');
}
