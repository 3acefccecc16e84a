/** Words for compliance about false positives remembered for later payments: what would be, what is proposed, what is in force. */
import { findOffer, type Offer } from '../../domain/case/machine/offer';
import type { PaymentCase } from '../../domain/case/payment-case';
import { openMatches } from '../../domain/case/acts/record-false-positive';
import { longestRecordDays } from '../../domain/sanctions/false-positive';
import type { RecordableMatch } from '../../domain/sanctions/parties/recordable-matches';
import { dayMs, utcDay } from '../../domain/values/time';
import { personText } from '../payment/texts/person-text';
import { expiryInput } from '../verbs';
import { shown } from '../words/escape-markdown';
import type { Words } from '../words/words';

/** Beyond these they are read in the audit. */
const maxShown = 6;

export function recordActs(offers: readonly Offer[]) {
  return {
    can_acknowledge: findOffer(offers, 'acknowledge_block') !== null,
    can_propose: findOffer(offers, 'propose_false_positive') !== null,
    can_confirm_record: findOffer(offers, 'confirm_false_positive') !== null,
  };
}

export const noRecordTexts = {
  record_note: '',
  proposed_note: '',
  expiry_input: expiryInput,
  expiry_first: '',
  expiry_last: '',
};

export function recordTexts(paymentCase: PaymentCase, nowMs: number, words: Words) {
  const { proposedRecord: proposed } = paymentCase;
  return {
    ...noRecordTexts,
    record_note: words.compliance.record.note(matchesText(openMatches(paymentCase), words)),
    proposed_note: proposed ? proposedText(proposed, words) : '',
    expiry_first: utcDay(nowMs + dayMs),
    expiry_last: utcDay(nowMs + longestRecordDays * dayMs),
  };
}

/** What is proposed and what two people recorded. */
export function recordNotes(
  { proposedRecord: proposed, recorded = [] }: PaymentCase,
  words: Words,
): { text: string }[] {
  const { record } = words.compliance;
  return [
    ...(proposed ? [{ text: record.waits(proposedText(proposed, words)) }] : []),
    ...recorded.slice(0, maxShown).map(({ id, party, uid, listFamily, recordedBy, expiresOn }) => ({
      text: record.recorded(
        shown(id, 80),
        shown(party.name, 120),
        shown(uid, 40),
        shown(listFamily, 60),
        recordedBy.map((who) => shown(who, 120)),
        words.show.day(expiresOn),
      ),
    })),
  ];
}

function proposedText(
  { role, by, at, comment, expiresOn, matches }: NonNullable<PaymentCase['proposedRecord']>,
  words: Words,
): string {
  const when = shown(words.show.instant(at), 40);
  const said = shown(comment ?? '', 400);
  const what = matchesText(matches, words);
  return words.compliance.record.proposed(
    what,
    personText(by, words),
    shown(role, 60),
    when,
    words.show.day(expiresOn),
    said,
  );
}

function matchesText(matches: readonly RecordableMatch[], { compliance: { record } }: Words): string {
  const said = matches.slice(0, maxShown).map(({ name, country, matchedEntity, uid, listFamily }) => {
    const where = country === null ? null : shown(country, 60);
    return record.match(shown(name, 120), where, shown(matchedEntity, 120), shown(uid, 40), shown(listFamily, 60));
  });
  return record.matches(said, matches.length - said.length);
}
