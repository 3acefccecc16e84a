/** Writes a payment file as ISO 20022 pain.001.001.09: the same content gives the same text, to the byte. */
import type { Instruction, PayeesBank } from './instruction';
import type { Debtor, FileAccount, FileAddress } from './own-accounts';
import type { InstructionGroup, PaymentFile } from './payment-file';

const pain001Namespace = 'urn:iso:std:iso:20022:tech:xsd:pain.001.001.09';

export function writePain001(file: PaymentFile): string {
  const lines = element('Document', { xmlns: pain001Namespace }, [
    element('CstmrCdtTrfInitn', {}, [
      element('GrpHdr', {}, [
        leaf('MsgId', file.id),
        leaf('CreDtTm', file.createdAt),
        leaf('NbOfTxs', String(file.count)),
        leaf('CtrlSum', file.sum),
        element('InitgPty', {}, [leaf('Nm', file.initiatingParty)]),
      ]),
      ...file.groups.map(paymentInformation),
    ]),
  ]);
  return `<?xml version="1.0" encoding="UTF-8"?>\n${lines.join('\n')}\n`;
}

function paymentInformation({ id, count, sum, instructions }: InstructionGroup): readonly string[] {
  const [{ debtor, marks, executionDate, currency }] = instructions;
  return element('PmtInf', {}, [
    leaf('PmtInfId', id),
    leaf('PmtMtd', 'TRF'),
    // Each payment gets an entry of its own, so that its statement names it.
    leaf('BtchBookg', 'false'),
    leaf('NbOfTxs', String(count)),
    leaf('CtrlSum', sum),
    element('PmtTpInf', {}, [
      element('SvcLvl', {}, [leaf('Cd', marks.service_level)]),
      ...(marks.category_purpose === undefined ? [] : [element('CtgyPurp', {}, [leaf('Cd', marks.category_purpose)])]),
    ]),
    element('ReqdExctnDt', {}, [leaf('Dt', executionDate)]),
    party('Dbtr', debtor),
    accountElement('DbtrAcct', debtor.account, currency),
    element('DbtrAgt', {}, [element('FinInstnId', {}, [leaf('BICFI', debtor.bic)])]),
    leaf('ChrgBr', marks.charge_bearer),
    ...instructions.map(creditTransfer),
  ]);
}

function creditTransfer(instruction: Instruction): readonly string[] {
  const { paymentId, endToEndId, amount, currency, bank, creditor, account, remittance } = instruction;
  return element('CdtTrfTxInf', {}, [
    element('PmtId', {}, [leaf('InstrId', paymentId), leaf('EndToEndId', endToEndId)]),
    element('Amt', {}, [leaf('InstdAmt', amount, { Ccy: currency })]),
    ...bankElement(bank),
    party('Cdtr', creditor),
    accountElement('CdtrAcct', account),
    ...(remittance === null ? [] : [element('RmtInf', {}, [leaf('Ustrd', remittance)])]),
  ]);
}

function bankElement({ bic, clearing }: PayeesBank): readonly (readonly string[])[] {
  if (bic === null && clearing === null) return [];
  return [
    element('CdtrAgt', {}, [
      element('FinInstnId', {}, [
        ...(bic === null ? [] : [leaf('BICFI', bic)]),
        ...(clearing === null
          ? []
          : [
              element('ClrSysMmbId', {}, [
                element('ClrSysId', {}, [leaf('Cd', clearing.system)]),
                leaf('MmbId', clearing.member),
              ]),
            ]),
      ]),
    ]),
  ];
}

function party(name: 'Dbtr' | 'Cdtr', who: Pick<Debtor, 'name' | 'address'>): readonly string[] {
  return element(name, {}, [leaf('Nm', who.name), addressElement(who.address)]);
}

function addressElement({ street, building, postcode, town, country }: FileAddress): readonly string[] {
  return element('PstlAdr', {}, [
    ...(street === undefined ? [] : [leaf('StrtNm', street)]),
    ...(building === undefined ? [] : [leaf('BldgNb', building)]),
    ...(postcode === undefined ? [] : [leaf('PstCd', postcode)]),
    leaf('TwnNm', town),
    leaf('Ctry', country),
  ]);
}

function accountElement(
  name: 'DbtrAcct' | 'CdtrAcct',
  account: FileAccount,
  currency: string | null = null,
): readonly string[] {
  const id = 'iban' in account ? leaf('IBAN', account.iban) : element('Othr', {}, [leaf('Id', account.number)]);
  return element(name, {}, [element('Id', {}, [id]), ...(currency === null ? [] : [leaf('Ccy', currency)])]);
}

type Attributes = Readonly<Record<string, string>>;

function element(name: string, attributes: Attributes, content: readonly (readonly string[])[]): readonly string[] {
  return [`<${name}${written(attributes)}>`, ...content.flat().map((line) => `  ${line}`), `</${name}>`];
}

function leaf(name: string, text: string, attributes: Attributes = {}): readonly string[] {
  return [`<${name}${written(attributes)}>${escaped(text)}</${name}>`];
}

function written(attributes: Attributes): string {
  return Object.entries(attributes)
    .map(([name, value]) => ` ${name}="${escaped(value)}"`)
    .join('');
}

function escaped(text: string): string {
  return text.replace(/&/g, '&amp;').replace(/</g, '&lt;').replace(/>/g, '&gt;').replace(/"/g, '&quot;');
}
