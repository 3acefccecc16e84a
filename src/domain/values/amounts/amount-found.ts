/** An amount found in a text: where it stands, how it reads, and in which currency. */
import type { Currencies } from './currency-words';
import type { DigitsReading } from './read-digits';

export interface AmountFound {
  /** Where it stands, its currency and unit included. */
  readonly from: number;
  readonly to: number;
  /** As it was typed. */
  readonly text: string;
  readonly reading: DigitsReading;
  readonly isNegative: boolean;
  /** None where nothing says, several where the word is one of many currencies. */
  readonly currencies: Currencies;
  readonly hasUnit: boolean;
}
