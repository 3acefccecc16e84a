/**
 * The marks of `name-v2` on its 0 to 1 score. Set on the labelled open set (docs/screening-methodology.md) for the recall wanted at
 * under 1 % false hits; another value is another scorer version.
 */
export const thresholds = {
  /** FUZZY_HIGH: every telling word nearly letter for letter; two slips in a name of two words stay above. */
  block: 0.86,
  /** FUZZY_MEDIUM. */
  medium: 0.82,
  /** PARTIAL: below, strangers who share one rare word become more than one in a hundred. */
  partial: 0.74,
  /** PARTIAL for a text that holds the whole listed name of three or more words and others beside. */
  covered: 0.68,
} as const;
