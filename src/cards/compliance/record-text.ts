/** Words for compliance about false positives remembered for later payments: what would be, what is proposed, what is in force. */
import { findOffer, type Offer } from '../../domain/case/offer';
import type { PaymentCase } from '../../domain/case/payment-case';
import { openMatches } from '../../domain/case/record-false-positive';
import { longestRecordDays } from '../../domain/sanctions/false-positive';
import type { RecordableMatch } from '../../domain/sanctions/parties/recordable-matches';
import { dayMs, utcDay } from '../../domain/values/time';
import { personText } from '../payment/person-text';
import { expiryInput } from '../verbs';
import { shown } from '../words/escape-markdown';
import { showInstant } from '../words/show-instant';

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

export function recordTexts(paymentCase: PaymentCase, nowMs: number) {
  const { proposedRecord: proposed } = paymentCase;
  return {
    ...noRecordTexts,
    record_note: `${matchesText(openMatches(paymentCase))} Later payments to that party pass by this entry, once a second person confirms it; this payment stays as it is.`,
    proposed_note: proposed ? proposedText(proposed) : '',
    expiry_first: utcDay(nowMs + dayMs),
    expiry_last: utcDay(nowMs + longestRecordDays * dayMs),
  };
}

/** What is proposed and what two people recorded. */
export function recordNotes({ proposedRecord: proposed, recorded = [] }: PaymentCase): { text: string }[] {
  return [
    ...(proposed ? [{ text: `Waits for a second person. ${proposedText(proposed)}` }] : []),
    ...recorded.slice(0, maxShown).map(({ id, party, uid, listFamily, recordedBy, expiresOn }) => ({
      text: `Recorded ${shown(id, 80)}: ${shown(party.name, 120)} is not entry ${shown(uid, 40)} of ${shown(listFamily, 60)}, by ${recordedBy.map((who) => shown(who, 120)).join(' and ')}, until ${expiresOn}.`,
    })),
  ];
}

function proposedText({
  role,
  by,
  at,
  comment,
  expiresOn,
  matches,
}: NonNullable<PaymentCase['proposedRecord']>): string {
  return `${matchesText(matches)} Proposed by ${personText(by)} (${shown(role, 60)}), ${shown(showInstant(at), 40)}, until ${expiresOn}: “${shown(comment ?? '', 400)}”`;
}

function matchesText(matches: readonly RecordableMatch[]): string {
  const said = matches.slice(0, maxShown).map(({ name, country, matchedEntity, uid, listFamily }) => {
    const where = country === null ? '' : ` (${shown(country, 60)})`;
    return `${shown(name, 120)}${where} is not ${shown(matchedEntity, 120)}, entry ${shown(uid, 40)} of ${shown(listFamily, 60)}`;
  });
  const more = matches.length > maxShown ? `; and ${matches.length - maxShown} more` : '';
  return `${said.join('; ')}${more}.`;
}
