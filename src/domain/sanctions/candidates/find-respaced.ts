/** Finds the listed names made of the query's very letters, wherever the spaces stand. */
import type { NameIndex } from './build-index';
import { squeezedForms } from './build-index';
import { hashText } from '../../values/text/hash-text';
import { normaliseName } from '../names/normalise';
import type { Query } from './prepare-query';

/** Equal letters are many only where equal names are many; beyond two dozen they no longer differ in anything we show. */
const maxLooked = 24;

export function findRespaced(index: NameIndex, query: Query): Set<number> {
  const { bySqueezed } = index;
  const wanted = new Set([query.squeezed, query.words.map(({ forms }) => forms.text).join('')]);
  const names = new Set<number>();
  for (const text of wanted) {
    let looked = 0;
    bySqueezed.visit(hashText(text), (name) => {
      looked += 1;
      if (looked > maxLooked) return;
      const listed = normaliseName(index.texts[name] ?? '');
      const forms = squeezedForms(listed.squeezed, listed.words, index.surnameLengths[name] ?? 0);
      if (forms.some((form) => wanted.has(form))) names.add(name);
    });
  }
  return names;
}
