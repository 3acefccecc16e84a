/** Links between pages lead somewhere, to headings too; every page is reached from README, and every picture is shown. */
import { existsSync } from 'node:fs';
import path from 'node:path';
import { filesUnder, pages, root, textOf } from './read-docs';

interface Link {
  readonly from: string;
  readonly to: string;
  readonly heading: string | undefined;
}

/** Within the project alone; what stands in a block or in code is none. */
function linksOf(page: string): readonly Link[] {
  const prose = textOf(page)
    .replaceAll(/^```[^]*?^```$/gm, '')
    .replaceAll(/`[^`\n]*`/g, '');
  return [...prose.matchAll(/\]\(([^)\s]+)\)/g)].flatMap(([, address = '']) => {
    if (/^\w+:/.test(address)) return [];
    const [file = '', heading] = address.split('#');
    const to = file === '' ? page : path.normalize(path.join(path.dirname(page), file)).replace(/\/$/, '');
    return [{ from: page, to, heading }];
  });
}

/** As GitHub names them. */
function headingsOf(page: string): readonly string[] {
  return [...textOf(page).matchAll(/^#+ (.+)$/gm)].map(([, title = '']) =>
    title
      .toLowerCase()
      .replaceAll(/[^\p{L}\p{N}\s_-]/gu, '')
      .replaceAll(' ', '-'),
  );
}

const links = pages.flatMap(linksOf);

it('every link leads to what is there', () => {
  expect(links.filter(({ to }) => !existsSync(path.join(root, to)))).toEqual([]);
  expect(links.length).toBeGreaterThan(100);
});

it('every link to a heading finds it', () => {
  const toHeadings = links.filter(({ heading }) => heading !== undefined);
  expect(toHeadings.filter(({ to, heading = '' }) => !headingsOf(to).includes(heading))).toEqual([]);
  expect(toHeadings.length).toBeGreaterThan(2);
});

it('every page of docs is reached from README', () => {
  const reached = new Set(['README.md']);
  for (const page of reached) for (const { from, to } of links) if (from === page) reached.add(to);
  expect(
    pages.filter((page) => !page.startsWith('docs/adr/') && page.startsWith('docs/') && !reached.has(page)),
  ).toEqual([]);
});

it('every picture is shown on a page', () => {
  const shown = new Set(links.map(({ to }) => to));
  const pictures = filesUnder('docs/images', ['.png', '.webp', '.svg']);
  expect(pictures.filter((picture) => !shown.has(picture))).toEqual([]);
});
