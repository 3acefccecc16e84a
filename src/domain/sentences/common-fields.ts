/** The fields any intent may have, each read once: amount and currency, account, day and time, type and channel, bank details. */
import type { Cue } from './cues';
import { unmistakable } from '../values/amounts/parse-amount';
import { currencyExponent } from '../values/money';
import { whyAsked, type AmbiguityCode } from './ambiguity';
import { instantOf } from './find/find-times';
import type { KnownThings } from './known-things';
import { channelOf, type Mark } from './marks';
import type { Ambiguity, Assumption, Field, Fields, SentenceAct } from './reading';
import { hasCue, marksOf, type Sentence } from './sentence';

/** Fields read for certain, what must be asked, and which marks they came from. */
export interface Taken {
  readonly fields: Fields;
  readonly ambiguities: readonly Ambiguity[];
  readonly assumed: readonly Assumption[];
  readonly marks: readonly Mark[];
}

export type TakeField = (sentence: Sentence, known: KnownThings) => Taken;

const nothing: Taken = { fields: {}, ambiguities: [], assumed: [], marks: [] };

export function joined(all: readonly Taken[]): Taken {
  return {
    fields: Object.assign({}, ...all.map(({ fields }) => fields)) as Fields,
    ambiguities: all.flatMap(({ ambiguities }) => ambiguities),
    assumed: all.flatMap(({ assumed }) => assumed),
    marks: all.flatMap(({ marks }) => marks),
  };
}

function asked(
  marks: readonly Mark[],
  field: Field,
  said: string,
  choices: readonly string[],
  code: AmbiguityCode,
): Taken {
  return { ...nothing, marks, ambiguities: [{ field, said, choices, code, why: whyAsked(code) }] };
}

/** The amount and the currency it is in; a currency alone where there is no amount. */
export const takeMoney: TakeField = (sentence) => {
  const amounts = marksOf(sentence, 'amount');
  const [only, ...others] = amounts;
  if (!only) return takeCurrencyAlone(sentence);
  if (others.length > 0) {
    const said = amounts.map(({ amount }) => amount.text);
    return joined([
      asked(amounts, 'amount', said.join(', '), said, 'amounts'),
      currencyOf([...new Set(amounts.flatMap(({ amount }) => amount.currencies))], said.join(', ')),
    ]);
  }
  const { reading, isNegative, currencies: own, text } = only.amount;
  const alone = own.length > 0 ? null : takeCurrencyAlone(sentence);
  const currencies = own.length > 0 ? own : (marksOf(sentence, 'currency')[0]?.currencies ?? []);
  const money = alone ?? currencyOf(currencies, text);
  return joined([{ ...nothing, marks: [only] }, money, amountIn(currencies.length === 1 ? currencies[0] : undefined)]);

  function amountIn(currency: string | undefined): Taken {
    const exponent = currency === undefined ? null : currencyExponent(currency);
    if (isNegative) return asked([only as Mark], 'amount', text, [], 'minus');
    if (reading.kind === 'none') return asked([only as Mark], 'amount', text, [], 'not_an_amount');
    if (reading.kind === 'ambiguous')
      return asked(
        [only as Mark],
        'amount',
        text,
        reading.readings.map((one) => unmistakable(one, exponent ?? 2)),
        'two_readings',
      );
    if (exponent !== null && reading.decimals > exponent)
      return asked([only as Mark], 'amount', text, [], 'too_precise');
    return { ...nothing, fields: { amount: reading.value } };
  }
};

function takeCurrencyAlone(sentence: Sentence): Taken {
  const marks = marksOf(sentence, 'currency');
  const all = [...new Set(marks.flatMap(({ currencies }) => currencies))];
  return { ...currencyOf(all, marks.map(({ from, to }) => sentence.text.slice(from, to)).join(', ')), marks };
}

function currencyOf(currencies: readonly string[], said: string): Taken {
  const [only, ...others] = currencies;
  if (only === undefined) return nothing;
  if (others.length > 0) return asked([], 'currency', said, currencies, 'currencies');
  const sign = /[$£]|\bdollars?\b|\bpounds?\b/i.exec(
    said.replace(/\b[A-Z]{1,2}\$|\b[a-z]+ (?=dollars?|pounds?)/gi, (lead) =>
      /^(?:[a-z]{1,2}\$|us |australian |canadian |hong kong |singapore )/i.test(lead) ? '' : lead,
    ),
  )?.[0];
  const isAssumed = sign !== undefined && !new RegExp(`\\b${only}\\b`, 'i').test(said) && ['USD', 'GBP'].includes(only);
  return { ...nothing, fields: { currency: only }, assumed: isAssumed ? [{ said: sign, taken: only }] : [] };
}

/** "not from ACC-BAN-001", "except ACC-BAN-001": the one that shall not pay. */
function isDenied({ words }: Sentence, { from }: Mark): boolean {
  const [last, beforeLast] = words
    .filter((word) => word.to <= from)
    .slice(-2)
    .reverse();
  const denies = /^(?:not|except|never|without|but)$/;
  return denies.test(last?.folded ?? '') || (last?.cues.has('from') === true && denies.test(beforeLast?.folded ?? ''));
}

/** One account of our own: the one that pays. */
export const takeAccount: TakeField = (sentence) => {
  const marks = marksOf(sentence, 'account').filter((mark) => !isDenied(sentence, mark));
  const known = [...new Set(marks.filter(({ isKnown }) => isKnown).map(({ id }) => id))];
  const unknown = marks.find(({ isKnown }) => !isKnown);
  const [only, ...others] = known;
  if (others.length > 0) return asked(marks, 'account_id', known.join(', '), known, 'accounts');
  if (only !== undefined) return { ...nothing, fields: { account_id: only }, marks };
  return unknown ? asked(marks, 'account_id', unknown.id, [], 'unknown_account') : nothing;
};

export const takePaymentId: TakeField = (sentence) => {
  const marks = marksOf(sentence, 'payment');
  const [first] = marks;
  return first ? { ...nothing, fields: { payment_id: first.id }, marks } : nothing;
};

/** The kind of payment, and the channel where the kind does not say it. */
export const takeType: TakeField = (sentence) => {
  const marks = marksOf(sentence, 'type');
  const types = [...new Set(marks.map(({ type }) => type))];
  const named = types.filter((type) => channelOf(type) === null);
  const plain = types.filter((type) => channelOf(type) !== null);
  const [kind, ...otherKinds] = named.length > 0 ? named : plain;
  if (kind === undefined) return nothing;
  if (otherKinds.length > 0) return asked(marks, 'payment_type', types.join(', '), types, 'types');
  const [channel, ...otherChannels] = named.length > 0 ? plain : [];
  const via = channel === undefined ? null : channelOf(channel);
  if (otherChannels.length > 0)
    return joined([
      { ...nothing, fields: { payment_type: kind }, marks },
      asked([], 'channel', plain.join(', '), plain, 'channels'),
    ]);
  return { ...nothing, fields: { payment_type: kind, ...(via === null ? {} : { channel: via }) }, marks };
};

/** For questions about a channel: `EUR SEPA`. */
export const takeChannel: TakeField = (sentence) => {
  const marks = marksOf(sentence, 'type');
  const channels = [...new Set(marks.flatMap(({ type }) => channelOf(type) ?? []))];
  const [only, ...others] = channels;
  const kind = marks.find(({ type }) => channelOf(type) === null)?.type;
  const type = kind === undefined ? {} : { payment_type: kind };
  if (only === undefined) return { ...nothing, fields: type, marks };
  if (others.length > 0) return asked(marks, 'channel', channels.join(', '), channels, 'channels');
  return { ...nothing, fields: { ...type, channel: only }, marks };
};

export const takeUrgency: TakeField = (sentence) => {
  const marks = marksOf(sentence, 'urgency');
  return marks.length > 0 ? { ...nothing, fields: { urgency: 'urgent' }, marks } : nothing;
};

export const takeEntity: TakeField = (sentence) => {
  const marks = marksOf(sentence, 'entity');
  const entities = [...new Set(marks.map(({ entity }) => entity))];
  const [only, ...others] = entities;
  if (only === undefined) return nothing;
  return others.length > 0
    ? asked(marks, 'entity', entities.join(', '), entities, 'entities')
    : { ...nothing, fields: { entity: only }, marks };
};

/** The day a payment is to be worth: `value tomorrow`, `on 23 January`. */
export const takeValueDate: TakeField = (sentence) => takeDay(sentence, 'value_date');

/** The day a question is about. */
export const takeDate: TakeField = (sentence) => takeDay(sentence, 'date');

function takeDay(sentence: Sentence, field: 'value_date' | 'date'): Taken {
  const marks = marksOf(sentence, 'date').filter(({ days }) => days.length > 0);
  const days = [...new Set(marks.flatMap((mark) => mark.days))];
  const [only, ...others] = days;
  if (only === undefined) return nothing;
  if (others.length === 0) return { ...nothing, fields: { [field]: only }, marks };
  const said = marks.map(({ from, to }) => sentence.text.slice(from, to)).join(', ');
  return asked(marks, field, said, days, marks.length > 1 ? 'several_days' : 'days');
}

/** When the money leaves. Times without a zone are UTC, and it is said. */
export const takeTime: TakeField = (sentence, known) => {
  const marks = marksOf(sentence, 'time').filter(({ time }) => !time.isLimit);
  const [only, ...others] = marks;
  if (!only) return nothing;
  const said = marks.map(({ from, to }) => sentence.text.slice(from, to)).join(', ');
  if (others.length > 0) return asked(marks, 'timestamp_utc', said, [], 'times');
  const days = takeDay(sentence, 'value_date');
  const at = days.ambiguities.length > 0 ? null : instantOf(only.time, days.fields.value_date ?? known.day);
  if (at === null) return asked(marks, 'timestamp_utc', said, [], 'time_without_zone');
  const assumed = only.time.zone === null ? [{ said: only.time.clock, taken: 'UTC' }] : [];
  return { ...nothing, fields: { timestamp_utc: at }, marks, assumed };
};

export const takeBank: TakeField = (sentence) => {
  const ibans = marksOf(sentence, 'iban');
  const [iban, ...others] = ibans;
  const [bic] = marksOf(sentence, 'bic');
  const [code] = marksOf(sentence, 'bank_code');
  const bank = joined([
    bic ? { ...nothing, fields: { beneficiary_bic: bic.bic }, marks: [bic] } : nothing,
    code ? { ...nothing, fields: { beneficiary_bank_code: code.number }, marks: [code] } : nothing,
  ]);
  const [number] = marksOf(sentence, 'account_number');
  if (!iban && number)
    return joined([bank, { ...nothing, fields: { beneficiary_account: number.number }, marks: [number] }]);
  if (!iban) return bank;
  if (others.length > 0)
    return joined([bank, asked(ibans, 'beneficiary_account', ibans.map((one) => one.iban).join(', '), [], 'ibans')]);
  const account = iban.isValid
    ? { ...nothing, fields: { beneficiary_account: iban.iban }, marks: [iban] }
    : asked([iban], 'beneficiary_account', iban.iban, [], 'iban_wrong');
  return joined([bank, account]);
};

/** The first that is said; what says more stands before what says less. */
const saidActs: readonly (readonly [Cue, SentenceAct])[] = [
  ['act_question', 'ask_question'],
  ['act_answer', 'answer_question'],
  ['act_reference', 'attach_reference'],
  ['act_ask_again', 'ask_again'],
  ['act_part', 'release_part'],
  ['act_override', 'request_override'],
  ['act_correct', 'correct'],
  ['act_restart', 'restart_review'],
  ['act_delay', 'delay'],
  ['act_claim', 'claim'],
  ['act_reject', 'reject'],
  ['act_withdraw', 'withdraw'],
  ['act_release', 'release'],
  ['act_approve', 'approve'],
];

export const takeAct: TakeField = (sentence) => {
  const said = saidActs.find(([cue]) => hasCue(sentence, cue))?.[1];
  if (said === undefined) return nothing;
  // "take back my approval": it is the approval that goes, not the payment.
  const act =
    said === 'withdraw' && (hasCue(sentence, 'approval') || hasCue(sentence, 'to_approve'))
      ? 'take_back_approval'
      : said;
  return { ...nothing, fields: { act } };
};

/** What stands behind the comma of "reject TXN-002, wrong invoice", or behind "because". */
export const takeComment: TakeField = ({ text }) => {
  const said = /(?:[,;:\n]|\s-|\bbecause\b|\bcünkü\b|\bcunku\b)\s*([^]*\p{L}[^]*)$/iu.exec(text)?.[1];
  const comment = said
    ?.replace(/\s+/g, ' ')
    .replace(/[.!]+$/, '')
    .trim();
  const isCourtesy =
    comment === undefined || /^(?:please|pls|thanks|thank you|thx|lütfen|lutfen|teşekkürler)$/i.test(comment);
  return isCourtesy ? nothing : { ...nothing, fields: { comment } };
};

export const takeRole: TakeField = (sentence) => {
  // "Head of Treasury" is not also some other role's shorter name: the longest stands.
  const [mark] = [...marksOf(sentence, 'role')].sort((a, b) => b.to - b.from - (a.to - a.from));
  if (mark) return { ...nothing, fields: { role: mark.role }, marks: marksOf(sentence, 'role') };
  const [person] = [...marksOf(sentence, 'person')].sort((a, b) => b.to - b.from - (a.to - a.from));
  return person ? { ...nothing, fields: { person: person.person }, marks: marksOf(sentence, 'person') } : nothing;
};

/** What would change who approves: a breach of the buffer, the night. */
export const takeCircumstances: TakeField = (sentence) => {
  const severity = hasCue(sentence, 'critical') ? 'CRITICAL' : hasCue(sentence, 'breach') ? 'BREACH' : undefined;
  const fields: Fields = {
    ...(severity === undefined ? {} : { severity }),
    ...(hasCue(sentence, 'night') ? { after_hours: true as const } : {}),
  };
  return { ...nothing, fields };
};

export const takeCalendar: TakeField = (sentence) => {
  const marks = marksOf(sentence, 'calendar');
  const [only, ...others] = [...new Set(marks.map(({ calendar }) => calendar))];
  if (only === undefined) return nothing;
  return others.length > 0
    ? asked(marks, 'calendar', [only, ...others].join(', '), [only, ...others], 'calendars')
    : { ...nothing, fields: { calendar: only }, marks };
};
