/** Reads what OFAC writes into Remarks: identifiers, dates of birth and nationalities, each behind its own words, separated by semicolons. */
import type { IdentifierKind, ListedIdentifier, ListedIdentity } from '../../../domain/sanctions/lists/watch-list';
import { readWrittenDate } from '../written-dates';

/** The words before a value, as OFAC uses them. Longer ones first where one begins like another. */
const labels: readonly (readonly [label: RegExp, kind: IdentifierKind])[] = [
  [/^SWIFT\/BIC /, 'bic'],
  [/^(?:Vessel Registration Identification )?IMO (?=\d)/, 'imo'],
  [/^(?:Vessel Registration Identification|Identification Number IMO) /, 'imo'],
  [/^Digital Currency Address - [A-Z0-9]+ /, 'wallet'],
  [/^(?:Diplomatic |Stateless Person |British National Overseas )?Passport /, 'passport'],
  [
    /^(?:Tax ID No\.|V\.A\.T\. Number|RUC #|NIT #|R\.?F\.?C\.?|C\.U\.I\.T\.|Tax Identification Number|Fiscal Code|Italian Fiscal Code|CNPJ|Numero de Identidad Tributaria) /,
    'tax_id',
  ],
  [
    /^(?:National ID No\.|Cedula No\.|Identification Number|D\.N\.I\.|C\.U\.R\.P\.|SSN|N\.I\.E\.|Personal ID Card|Residency Number|Stateless Person ID Card|Cedula de Ciudadania|Kenyan ID No\.|Bosnian Personal ID No\.|Turkish Identification Number|Phil?ippines? ID|Driver's License No\.|Birth Certificate Number|Electoral Registry No\.|Tarjeta Profesional|Afghan .*?ID|Civil ID|CNIC) /i,
    'national_id',
  ],
  [
    /^(?:Registration (?:Number|ID)|(?:UK )?Company Number|Business Registration (?:Number|Document #)|Business Number|Commercial Registry Number|Unified Social Credit Code(?: \(USCC\))?|Government Gazette Number|Legal Entity Number|Folio Mercantil No\.|Matricula Mercantil No|C\.R\. No\.|Public Registration Number|Economic Register Number(?: \(CBLS\))?|D-U-N-S Number|Trade License No\.|Chamber of Commerce Number|Enterprise Number|Organization (?:Code|Number)|Central Registration Number|Certificate of Incorporation Number|File Number|Serial No\.|Branch Unit Number|United Social Credit Code Certificate \(USCCC\)|License) /i,
    'registration',
  ],
];

/** Undefined where the remarks say nothing of the kind. */
export function readOfacRemarks(remarks: string): ListedIdentity | undefined {
  const identifiers: ListedIdentifier[] = [];
  const birthDates: string[] = [];
  const nationalities: string[] = [];
  for (const part of remarks.split(';')) {
    const text = part
      .trim()
      .replace(/\.$/, '')
      .replace(/^alt\. /, '');
    const date = /^DOB (.+)$/.exec(text)?.[1];
    if (date !== undefined) birthDates.push(...[readWrittenDate(date)].filter((read) => read !== null));
    const nation = /^(?:nationality|citizen) (.+)$/.exec(text)?.[1];
    if (nation !== undefined) nationalities.push(nation);
    const identifier = readIdentifier(text);
    if (identifier) identifiers.push(identifier);
  }
  if (identifiers.length + birthDates.length + nationalities.length === 0) return undefined;
  return { identifiers, birthDates, nationalities: [...new Set(nationalities)], isFromRemarks: true };
}

/** `Passport A123456 (Iran) expires 30 Oct 2012`: the value ends at a bracket or at what is said of its validity. */
function readIdentifier(text: string): ListedIdentifier | null {
  for (const [label, kind] of labels) {
    if (!label.test(text)) continue;
    const [, value = '', country] =
      /^(.+?)(?: \(([^()]+)\))?(?: (?:issued|expires|alt\.)\b.*)?$/.exec(
        text.replace(label, '').replace(/^(?:#|No\.?|IMO) /, ''),
      ) ?? [];
    if (value === '') return null;
    return { kind, value, ...(country === undefined ? {} : { country }) };
  }
  return null;
}
