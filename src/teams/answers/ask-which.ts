/** What can be read in more than one way is asked, each reading a button that says the sentence again with it. */
import type { Card } from '../../cards/templates';
import type { Ambiguity, Reading } from '../../domain/sentences/reading';
import { decimal } from '../../domain/values/money';
import type { Desk } from '../desk';

export function askWhich(desk: Pick<Desk, 'cards' | 'words'>, reading: Reading, unclear: Ambiguity): Card {
  const { problems } = desk.words.chat;
  const { said, choices } = unclear;
  const suggestions = reading.text.includes(said)
    ? choices.map((choice) => ({
        title: titleOf(choice, unclear, { reading, show: desk.words.show }),
        said: reading.text.replace(said, () => choice),
      }))
    : [];
  return desk.cards.answerCard({
    title: problems.whichOne,
    lines: [`"${said}": ${problems.why(unclear)}${suggestions.length > 0 ? '' : problems.orChoices(choices)}`],
    suggestions,
  });
}

/** An amount as the reader writes it: 250000 and 250.00 are told apart at a glance. */
function titleOf(
  choice: string,
  { field }: Ambiguity,
  { reading, show }: { readonly reading: Reading; readonly show: Desk['words']['show'] },
): string {
  const { currency } = reading.fields;
  if (field !== 'amount' || !/^\d+(?:\.\d+)?$/.test(choice)) return choice;
  return currency === undefined ? show.figure(decimal(choice), '') : show.money(decimal(choice), currency);
}
