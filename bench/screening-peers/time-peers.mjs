/** Times two common ways to match names on the names and queries it is given, and prints what each found: `node time-peers.mjs INPUT.json`. */
import { readFileSync } from 'node:fs';
import { performance } from 'node:perf_hooks';
import { token_sort_ratio as tokenSortRatio } from 'fuzzball';
import MiniSearch from 'minisearch';
import jaroWinkler from 'talisman/metrics/jaro-winkler.js';

/** `names` and `queries` come folded to lower-case ASCII, which is more than the packages do by themselves. */
const { names, queries } = JSON.parse(readFileSync(process.argv[2], 'utf8'));
/** Marks at which false hits on company names stay at 1 % over the whole open set. */
const marks = { tokenSort: 86, jaroWinkler: 0.912 };
/** What minisearch finds is ranked again by token sort; more than these change nothing. */
const reranked = 50;

const miniSearch = () => {
  const startedMs = performance.now();
  const index = new MiniSearch({ fields: ['text'], idField: 'id' });
  index.addAll(names.map((text, id) => ({ id, text })));
  const buildMs = performance.now() - startedMs;
  const find = (query) => {
    let best = { id: null, score: 0 };
    for (const { id } of index.search(query, { fuzzy: 0.2 }).slice(0, reranked)) {
      const score = tokenSortRatio(query, names[id]);
      if (score > best.score) best = { id, score };
    }
    return best.score >= marks.tokenSort ? best.id : null;
  };
  return { buildMs, find };
};

const wholeName = () => {
  const startedMs = performance.now();
  const folded = names.map((name) => name.replace(/[^a-z0-9]+/g, ' ').trim());
  const buildMs = performance.now() - startedMs;
  const find = (raw) => {
    const query = raw.replace(/[^a-z0-9]+/g, ' ').trim();
    let best = { id: null, score: 0 };
    for (let id = 0; id < folded.length; id += 1) {
      const score = jaroWinkler(query, folded[id]);
      if (score > best.score) best = { id, score };
    }
    return best.score >= marks.jaroWinkler ? best.id : null;
  };
  return { buildMs, find };
};

const run = ({ buildMs, find }) => {
  for (const query of queries.slice(0, 3)) find(query);
  const timesMs = [];
  const found = queries.map((query) => {
    const startedMs = performance.now();
    const id = find(query);
    timesMs.push(performance.now() - startedMs);
    return id;
  });
  return { buildMs, timesMs, found };
};

process.stdout.write(JSON.stringify({ minisearch: run(miniSearch()), jaroWinkler: run(wholeName()) }));
