/** The form in which words of questions and runbooks are compared. */

/** Underscores hold codes together: REJ_CUTOFF_MISSED is one word. */
export const wordBreak = /[^\p{L}\p{N}_]+/u;

/** Words that stand in every question and tell no section from another. */
const stopWords = new Set(
  'a an and are as at be by can do does for from has have how i if in is it its may me must my of on or our should so that the their then there they this to was we what when where which who why will with would you your define mean meaning means meant stand stands tell while any been but could did get go got had he her here him his into just like make m make much many need ll not now one out re s shall she some t than them these those us use ve want were whether yet any am im whats whose whom'.split(
    ' ',
  ),
);

/** The telling words of a text, each once. */
export function termsOf(text: string): ReadonlySet<string> {
  return new Set(text.split(wordBreak).flatMap((word) => normaliseTerm(word) ?? []));
}

/** Lower case, without the commonest English endings; null for a word that says nothing. */
export function normaliseTerm(term: string): string | null {
  const word = term
    .toLowerCase()
    .normalize('NFKC')
    .replaceAll(/['’]s?$/g, '');
  return word === '' || stopWords.has(word) ? null : stem(word);
}

/** Approve, approves, approved, approval, approvals and approving are one word here. */
function stem(word: string): string {
  if (word.length < 5 || !/^[a-z]+$/.test(word)) return word;
  const singular = word.endsWith('ies') ? `${word.slice(0, -3)}y` : word.replace(/(?<=[^s])s$/, '');
  const root = singular.replace(/(?<=[a-z]{4})(ing|ed|al|er|ion|e)$/, '');
  return root.replace(/(?<=[a-z]{3})([b-df-hj-np-tv-z])\1$/, '$1');
}
