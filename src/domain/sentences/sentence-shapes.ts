/** What no single word tells of a sentence: that it asks for a payment, for two of them, that it is a command or about the past. */
import { findBeneficiary, isLegalForm } from './find/find-beneficiary';
import { directionBefore } from './request-fields';
import { screenedName } from './screened-name';
import { hasCue, marksOf, type Sentence } from './sentence';

const questionWords =
  /^(?:who|whom|whose|what|whats|what's|which|why|how|when|where|is|are|was|were|does|did|do|has|have|had|kim|ne|neden|nasil|hangi|nerede)$/;

/** A question about the past or the state: "has TXN-002 been approved", "is it rejected". */
export function isPast(sentence: Sentence): boolean {
  return sentence.words.some(({ folded }) =>
    /^(?:approved|rejected|cancelled|canceled|signed|onaylandi|onayladi|reddedildi)$/.test(folded),
  );
}

/** It tells somebody to do something: no question about it, and not "do not". */
export function isCommand(sentence: Sentence): boolean {
  const [first] = sentence.words.filter(
    ({ cues, isFiller, folded }) => !cues.has('greeting') && (!isFiller || questionWords.test(folded)),
  );
  const isAsked = first !== undefined && questionWords.test(first.folded);
  const isTurkishQuestion = sentence.words.some(({ folded }) => /^m[iu](?:dir|yi[mz])?$/.test(folded));
  return !isAsked && !isTurkishQuestion && !hasCue(sentence, 'not');
}

/** Two payments in one sentence, or two ids: they are taken one at a time. */
export function namesSeveral(sentence: Sentence): boolean {
  const ids = new Set(marksOf(sentence, 'payment').map(({ id }) => id));
  if (ids.size > 1) return true;
  const isPaying = hasCue(sentence, 'pay') || hasCue(sentence, 'payment');
  if (!isPaying || hasCue(sentence, 'who') || hasCue(sentence, 'or') || hasCue(sentence, 'why')) return false;
  const amounts = marksOf(sentence, 'amount');
  if (amounts.length > 1) return true;
  const ibans = new Set(marksOf(sentence, 'iban').map(({ iban }) => iban));
  if (ibans.size > 1) return true;
  return amounts.length === 1 && (namesTwoFirms(sentence) || (hasCue(sentence, 'each') && hasCue(sentence, 'and')));
}

/** "ACME Corp and Large Vendor Inc": two legal forms around an "and". */
function namesTwoFirms({ words }: Sentence): boolean {
  return words.some((word, at) => {
    if (!/^(?:and|&|ve|\+|plus)$/.test(word.folded) || !isLegalForm(words[at - 1]?.text ?? '')) return false;
    const next = words.slice(at + 1, at + 7);
    const end = next.findIndex(({ mark, breakAfter }) => mark !== null || breakAfter !== '');
    return next.slice(0, end < 0 ? next.length : end + 1).some(({ text, mark }) => mark === null && isLegalForm(text));
  });
}

/**
 * `with_name`: somebody is named to be paid. `at_all`: also a form that is still empty ("new payment"). A question how, who or
 * whether is none, nor is "do not pay".
 */
export function asksForPayment(sentence: Sentence, wanted: 'with_name' | 'at_all'): boolean {
  if (endsInFailure(sentence)) return false;
  if (!isRequestShaped(sentence)) return false;
  const hasAmount = marksOf(sentence, 'amount').length > 0;
  const name = findBeneficiary(sentence);
  const isName =
    name !== null &&
    sentence.words.slice(name.first, name.end).some(({ isCapital, text }) => isCapital || isLegalForm(text));
  if (wanted === 'with_name') return name !== null;
  const isVerb = hasCue(sentence, 'pay');
  const isNoun =
    hasCue(sentence, 'payment') &&
    (hasCue(sentence, 'make') || hasCue(sentence, 'need') || hasAmount || hasBank(sentence));
  if (hasAmount && (isVerb || isNoun)) return true;
  if (hasAmount)
    return name !== null && (isName || hasCue(sentence, 'need') || hasCue(sentence, 'payee')) && !sentence.isQuestion;
  const isAbility =
    /^(?:(?:can|may|could|should|shall|must|do|does) (?:i|we|one|they|somebody|anybody)|(?:are|am|is) (?:we|i|it) (?:allowed|permitted|able|ok|okay|possible|fine))\b/i.test(
      sentence.text.trim(),
    );
  if (isAbility) return false;
  if (isVerb || isNoun) return isName || hasBank(sentence) || isEmptyForm(sentence);
  return false;
}

function hasBank(sentence: Sentence): boolean {
  return marksOf(sentence, 'iban').length + marksOf(sentence, 'bill').length + marksOf(sentence, 'account').length > 0;
}

/** "new payment", "I want to make a transfer": nothing is said but that. */
function isEmptyForm(sentence: Sentence): boolean {
  const isAsked = hasCue(sentence, 'make') || hasCue(sentence, 'need') || hasCue(sentence, 'pay');
  const allowed = ['payment', 'make', 'need', 'pay', 'bill', 'payee', 'firm', 'thanks', 'greeting', 'show'] as const;
  const isOnly = sentence.words.every(({ mark, isFiller, cues }) =>
    mark !== null
      ? ['type', 'urgency', 'date', 'currency'].includes(mark.kind)
      : isFiller || allowed.some((cue) => cues.has(cue)),
  );
  return (
    isAsked &&
    isOnly &&
    !sentence.isQuestion &&
    sentence.words.some(
      ({ cues, isFiller }) => !isFiller && (cues.has('payment') || cues.has('bill') || cues.has('payee')),
    )
  );
}

function isRequestShaped(sentence: Sentence): boolean {
  const { words, language } = sentence;
  const telling = words.filter(
    ({ cues, isFiller, folded }) => !cues.has('greeting') && (!isFiller || questionWords.test(folded)),
  );
  const first = telling[0]?.folded ?? '';
  // "Do we pay" asks; "have ACME paid" does not matter here.
  if (
    questionWords.test(first) &&
    !/^(?:is|are|do|have|has|ne)$/.test(first) &&
    !(language === 'turkish' && hasCue(sentence, 'pay'))
  )
    return false;
  if (/^(?:is|are|do|does|did)$/.test(first) && sentence.isQuestion) return false;
  const isDenied = words.some(
    ({ cues, mark }, at) =>
      cues.has('not') &&
      mark === null &&
      words.slice(at + 1, at + 3).some((next) => next.cues.has('pay') || next.cues.has('make')),
  );
  const isTurkishDenied =
    words.some(({ folded }) =>
      /^(?:odeme(?:yin|yelim|yiniz)|gonderme(?:yin|yelim)?|odemeyin|yapma(?:yin)?)$/.test(folded),
    ) && !hasCue(sentence, 'make');
  return !isDenied && !isTurkishDenied;
}

/** Both ends are accounts of our own, or one is and nobody is named to be paid. */
export function asksForTransfer(sentence: Sentence): boolean {
  if (!isRequestShaped(sentence)) return false;
  const accounts = marksOf(sentence, 'account');
  const ids = new Set(accounts.map(({ id }) => id));
  const isMoving =
    hasCue(sentence, 'move') ||
    hasCue(sentence, 'pay') ||
    hasCue(sentence, 'payment') ||
    marksOf(sentence, 'type').some(({ type }) => type === 'INTERNAL');
  if (!isMoving || marksOf(sentence, 'iban').length > 0) return false;
  if (ids.size >= 2) return !hasCue(sentence, 'or');
  const isTarget = accounts.some((mark) => (mark.direction ?? directionBefore(sentence, mark)) === 'to');
  return isTarget && findBeneficiary(sentence) === null;
}

export function screensName(sentence: Sentence): boolean {
  return screenedName(sentence) !== null;
}

/** "the payment failed", "why did my payment bounce": what became of one payment stands on its card, and in no runbook. */
export function tellsOfFailure(sentence: Sentence): boolean {
  const isOfPayment = hasCue(sentence, 'payment') || hasCue(sentence, 'pay') || marksOf(sentence, 'amount').length > 0;
  const asksProcedure = hasCue(sentence, 'what') || hasCue(sentence, 'how') || hasCue(sentence, 'who');
  return isOfPayment && hasCue(sentence, 'failed') && !asksProcedure;
}

/** "the payment of 75,000 USD failed" asks for none. */
function endsInFailure({ words }: Sentence): boolean {
  const last = words.at(-1);
  return last !== undefined && last.cues.has('failed') && !last.isCapital;
}

/** "cover for me next week", "yarın yokum": of whoever says it, and no question what policy says of anybody's delegation. */
export function speaksOfOwnRole(sentence: Sentence): boolean {
  const isOwn = sentence.words.some(({ folded, cues, mark }) => {
    if (mark !== null) return false;
    if (/^(?:i|i'm|im|i'll|ill|my|me|ben|benim|beni)$/.test(folded)) return true;
    // Turkish says who speaks at the end of the word: `izindeyim`, `yetkimi`, `yerime`, `veriyorum`.
    return (
      sentence.language === 'turkish' &&
      (cues.has('away') || /(?:[iu]m|[iu]mi|[iu]me|erime|[iu]yorum|l[ae]rimi)$/.test(folded))
    );
  });
  const [first] = sentence.words;
  const isToldToDo = hasCue(sentence, 'away') && /^(?:set|turn|switch|put|activate|out|ooo)$/.test(first?.folded ?? '');
  const isAbility = /^(?:can|may|could|must|should) (?:i|we|a|an|the|my)\b/i.test(sentence.text.trim());
  return (isOwn || isToldToDo) && !isAbility && isCommandOrTold(sentence);
}

/** "who covers me?" behind "on leave next week" asks for somebody, not for a rule. */
function isCommandOrTold(sentence: Sentence): boolean {
  return (
    isCommand(sentence) ||
    (hasCue(sentence, 'away') && !/^(?:how|what|which|does|is|are)\b/i.test(sentence.text.trim()))
  );
}

/** "who approves 300k": not "who are the two approvers", not "who pays". */
export function approversOfSum(sentence: Sentence): boolean {
  const isAboutApproval =
    hasCue(sentence, 'approval') ||
    hasCue(sentence, 'act_approve') ||
    (hasCue(sentence, 'who') && hasCue(sentence, 'release'));
  return isAboutApproval && marksOf(sentence, 'amount').length > 0;
}

/** "can I still send EUR today": there is a last hour for it. */
export function asksWhetherStill({ words }: Sentence): boolean {
  const isAsked = /^(?:can|could|may|is)$/.test(words[0]?.folded ?? '');
  return words.some(({ folded }) => (folded === 'still' && isAsked) || folded === 'hala');
}

/** "can I still pay 2 million usd today": whoever asks wants to know, and names nobody to be paid. */
export function asksWhetherTheyCan(sentence: Sentence): boolean {
  return /^(?:can|could|may) (?:i|we)\b/i.test(sentence.text.trim()) && findBeneficiary(sentence) === null;
}

/** "why is it held", "niye bekliyor": one payment that both know of; Turkish need not say "it". */
export function pointsAtOne({ words, text, language }: Sentence): boolean {
  if (words.some(({ folded }) => /^(?:payments|transfers|wires|odemeler\w*)$/.test(folded))) return false;
  return language === 'turkish' || /\b(?:it|its|it's|this|that|mine|my|the)\b/i.test(text);
}

/** "who still has to approve", "kimin onayı bekleniyor": who is left, and not who approves such payments. */
export function asksWhoIsLeft({ words, text }: Sentence): boolean {
  return (
    /\b(?:still|left|remaining|outstanding|missing|yet|waiting|waits|wait|pending|next)\b/i.test(text) ||
    words.some(({ folded }) => /^(?:daha|hala|kaldi|kalan|bekle\w*|eksik)$/.test(folded))
  );
}

/** "can ACC-BAN-002 take another 300k": what an account can bear. */
export function asksCapacity({ words }: Sentence): boolean {
  const isAsked = /^(?:can|could|will|would)$/.test(words[0]?.folded ?? '');
  return isAsked && words.some(({ folded }) => /^(?:take|handle|bear|stand|manage|absorb)$/.test(folded));
}

/** "how much is a flight" has no money of ours in it; "balance" alone has. */
export function asksForBalance(sentence: Sentence): boolean {
  return (
    hasCue(sentence, 'balance') ||
    (hasCue(sentence, 'how_much') && (hasCue(sentence, 'have') || marksOf(sentence, 'account').length > 0)) ||
    (hasCue(sentence, 'have') &&
      (hasCue(sentence, 'how_much') ||
        (hasCue(sentence, 'what') && marksOf(sentence, 'currency').length + marksOf(sentence, 'account').length > 0)))
  );
}
