import { languages } from '../../../src/cards/words/languages';

const acts = Object.entries(languages).flatMap(([language, words]) =>
  Object.entries(words.acts).flatMap(([act, said]) =>
    typeof said === 'object' ? [[language, act, said] as const] : [],
  ),
);

it.each(acts)(
  'in %s, the button that unfolds %s has other words than the one that does it',
  (_language, _act, said) => {
    expect(said.title).not.toBe(said.submit);
  },
);
