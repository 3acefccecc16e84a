/** The same documents on one page for people: nothing but text and tables, no script, nothing loaded from anywhere, readable in print. */
import type { PaymentCase } from '../case/payment-case';
import { bundlePaths, type Reader } from './bundle-parts';
import type { Documents } from './documents/whole';

const style = `body{font:15px/1.5 system-ui,sans-serif;margin:2rem auto;max-width:60rem;padding:0 1rem;color:#1b1b1b;background:#fff}
h1{font-size:1.5rem;margin:0}h2{font-size:1.15rem;margin:2rem 0 .5rem;border-bottom:2px solid #444;break-after:avoid}
table{border-collapse:collapse;width:100%;margin:.25rem 0}th,td{border:1px solid #bbb;padding:.25rem .5rem;text-align:left;vertical-align:top;overflow-wrap:anywhere}
th{width:12rem;background:#f3f3f3;font-weight:600}tr{break-inside:avoid}.none{color:#666}.test{border:2px solid #b00;padding:.5rem}
@media print{body{margin:0;max-width:none;font-size:10pt}h2{break-before:auto}}`;

export function summaryPage(
  { payment: { payment_id: id }, runId, isTest }: PaymentCase,
  documents: Documents,
  reader: Reader,
): string {
  const sections = (Object.keys(documents) as (keyof Documents)[]).map(
    (part) => `<section>\n<h2>${escaped(bundlePaths[part])}</h2>\n${shownValue(documents[part])}\n</section>\n`,
  );
  return `<!DOCTYPE html>
<html lang="en">
<head>
<meta charset="utf-8">
<meta name="viewport" content="width=device-width">
<meta http-equiv="Content-Security-Policy" content="default-src 'none'; style-src 'unsafe-inline'">
<title>Audit bundle of ${escaped(id)}</title>
<style>${style}</style>
</head>
<body>
<h1>Audit bundle of ${escaped(id)}</h1>
<p>Run ${escaped(runId)}, made for: ${escaped(reader)}. All times are UTC.</p>
${isTest ? '<p class="test">A test: somebody acted here under a test identity.</p>\n' : ''}${sections.join('')}</body>
</html>
`;
}

/** A list of alike things is a list of tables: a row of thirty columns fits no page. */
function shownValue(value: unknown): string {
  if (value === null || value === undefined) return '<span class="none">none</span>';
  if (Array.isArray(value))
    return value.length === 0 ? '<span class="none">none</span>' : value.map(shownItem).join('\n');
  if (typeof value === 'object') return shownMembers(value);
  return escaped(typeof value === 'string' ? value : JSON.stringify(value));
}

function shownItem(item: unknown): string {
  return typeof item === 'object' && item !== null ? shownValue(item) : `<div>${shownValue(item)}</div>`;
}

function shownMembers(value: object): string {
  const rows = Object.entries(value)
    .filter(([, inner]) => inner !== undefined)
    .map(([name, inner]) => `<tr><th>${escaped(name.replaceAll('_', ' '))}</th><td>${shownValue(inner)}</td></tr>`);
  return rows.length === 0 ? '<span class="none">none</span>' : `<table>\n${rows.join('\n')}\n</table>`;
}

function escaped(text: string): string {
  return text
    .replaceAll('&', '&amp;')
    .replaceAll('<', '&lt;')
    .replaceAll('>', '&gt;')
    .replaceAll('"', '&quot;')
    .replaceAll("'", '&#39;');
}
