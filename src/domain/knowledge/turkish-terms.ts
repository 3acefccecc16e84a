/** What a runbook's term is called in Turkish: the runbooks are English, and somebody who asks what a word means asks in their own. */
import { foldLetters } from '../values/text/fold-letters';

/** Folded; `English heading: what is said for it`, besides its own words. What another intent answers (who the MLRO is) is not here. */
const terms: Readonly<Record<string, readonly string[]>> = {
  buffer: ['tampon', 'tampon bakiye', 'likidite tamponu'],
  headroom: ['tampon ustu', 'tampon payi'],
  gap: ['tampon acigi', 'likidite acigi'],
  originator: ['talep eden', 'talep sahibi'],
  'four eyes': ['dort goz', 'dort goz ilkesi', 'cift kontrol'],
  'value date': ['valor', 'valor tarihi'],
  rail: ['odeme sistemi', 'odeme kanali'],
  SDN: ['yaptirim listesi kaydi'],
  'weak alias': ['zayif takma ad'],
  disposition: ['uyum karari'],
  override: ['istisna', 'istisna izni'],
  grace: ['ek sure'],
};

export const turkishTerms: ReadonlyMap<string, string> = new Map(
  Object.entries(terms).flatMap(([term, said]) => [term.toLowerCase(), ...said].map((one) => [one, term] as const)),
);

const asksMeaning = /^(?:bu )?(.+?) (?:ne demek(?:tir|ti)?|nedir|ne anlama gel(?:ir|iyor))[ ?.!]*$/;

/** The question as the runbooks are searched for it: "tampon ne demek" is "what is the buffer"; any other stays as it is. */
export function runbookQuestion(question: string): string {
  const said = asksMeaning.exec(foldLetters(question).trim())?.[1];
  const term = said === undefined ? undefined : turkishTerms.get(said);
  return term === undefined ? question : `what is ${term}`;
}
