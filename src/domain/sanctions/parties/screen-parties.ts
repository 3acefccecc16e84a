/** Screens everybody and everything a payment names: each party's name, numbers, bank and country, and its free text. */
import type { SanctionsInput } from '../../evidence/sanctions-screening';
import type { Jurisdiction, JurisdictionFinder } from '../countries/find-jurisdictions';
import { findIdentifiersInText } from '../identifiers/find-in-text';
import type { IdentifierHit, IdentifierIndex, StatedIdentifier } from '../identifiers/identifier-index';
import { readIdentifierKind } from '../identifiers/identifier-key';
import { readCountry } from '../../values/country';
import type { ProgrammeRule } from '../programmes/programme-effect';
import type { Screener } from '../screen-party';
import { identifierFinding, jurisdictionFinding } from './identifier-finding';
import { findName, findNamesInText, type NameScreening } from './name-finding';
import { strictestFirst, type Finding } from './finding';

export type StatedParty = NonNullable<SanctionsInput['parties']>[number];

export interface PartyFinding {
  readonly party: StatedParty;
  /** Only of the party `free_text`. */
  readonly text?: string;
  /** Strictest first; the first is the party's own. Never empty. */
  readonly findings: readonly [Finding, ...Finding[]];
}

/** What policy says of sanctions, as far as a screening needs it. */
export interface ScreeningRules {
  readonly jurisdictions: readonly Jurisdiction[];
  /** Undefined: a match means what its type says. */
  readonly programmes: readonly ProgrammeRule[] | undefined;
  readonly mayClearExact: boolean;
}

export interface PartyScreener {
  /** The beneficiary first. `today` is an ISO day. */
  screen(input: SanctionsInput, today: string): readonly [PartyFinding, ...PartyFinding[]];
}

export interface PartyScreenerDeps {
  readonly screener: Screener;
  readonly recordsAbout: NameScreening['recordsAbout'];
  readonly rules: ScreeningRules;
  readonly identifiers: IdentifierIndex;
  readonly jurisdictions: JurisdictionFinder;
}

/** Further findings of one party are kept for compliance up to here; the strictest come first. */
const mostFindings = 10;

export function createPartyScreener({
  screener,
  recordsAbout,
  rules,
  identifiers,
  jurisdictions,
}: PartyScreenerDeps): PartyScreener {
  return {
    screen(input, today) {
      const parties = partiesOf(input);
      const [beneficiary] = parties;
      const payment = { currency: input.context?.currency, entity: orderingEntity(parties) };
      const places = parties.map((party) =>
        jurisdictions.find({ ...party, texts: [party.name, ...unreadCountry(party)] }, payment),
      );
      const inText = jurisdictions.find({ texts: [input.free_text] }, payment);
      const names: NameScreening = {
        screener,
        recordsAbout,
        programmes: rules.programmes,
        dispositions: {
          today,
          mayClearExact: rules.mayClearExact,
          statesSanctionedPlace: inText.length > 0 || places.some((hits) => hits.length > 0),
        },
      };
      const findings = parties.map((party, at): PartyFinding => ({
        party,
        findings: sorted([
          ...(party.name === undefined ? [] : [findName(names, withFacts(party.name, party))]),
          ...numbersOf(party)
            .flatMap((number) => identifiers.find(number))
            .map((hit) => identifierFinding(hit, rules.programmes)),
          ...(places[at] ?? []).map(jurisdictionFinding),
        ]),
      }));
      const text = input.free_text;
      const rest = findings.slice(1);
      const first: PartyFinding = findings[0] ?? { party: beneficiary, findings: [nothing] };
      if (text === undefined || text.trim() === '') return [first, ...rest];
      const hits: readonly IdentifierHit[] = findIdentifiersInText(identifiers, text);
      const textFinding: PartyFinding = {
        party: { role: 'free_text' },
        text,
        findings: sorted([
          ...findNamesInText(names, text),
          ...hits.map((hit) => identifierFinding(hit, rules.programmes)),
          ...inText.map(jurisdictionFinding),
        ]),
      };
      return [first, ...rest, textFinding];
    },
  };
}

const nothing: Finding = {
  decision: 'CLEAR',
  match_type: 'NONE',
  confidence: 0,
  match_details: { matched_entity: null, programs: [], entity_type: null },
  listedBy: null,
  kind: 'name',
  words: '',
};

/** A party that says nothing to screen is clear of everything. */
function sorted(findings: readonly Finding[]): readonly [Finding, ...Finding[]] {
  const [first = nothing, ...others] = findings.toSorted(strictestFirst);
  return [first, ...others.filter(({ decision }) => decision !== 'CLEAR').slice(0, mostFindings)];
}

/** The payment's own name and country first, joined with what `parties` says of the same beneficiary; parties that state nothing are left out. */
function partiesOf({ name, country, parties = [] }: SanctionsInput): readonly [StatedParty, ...StatedParty[]] {
  const isPayee = (party: StatedParty) =>
    party.role === 'beneficiary' && (party.name === undefined || party.name === name);
  const payee = parties
    .filter(isPayee)
    .reduce<StatedParty>((known, more) => ({ ...known, ...more }), { role: 'beneficiary' });
  const beneficiary: StatedParty = {
    ...payee,
    role: 'beneficiary',
    name,
    ...(country === undefined ? {} : { country }),
  };
  const others = parties.filter((party) => !isPayee(party) && Object.keys(party).length > 1);
  return [beneficiary, ...others];
}

/** What stands in the field of a country and is none may be a region or a town. */
function unreadCountry({ country }: StatedParty): readonly string[] {
  return country !== undefined && readCountry(country) === null ? [country] : [];
}

function orderingEntity(parties: readonly StatedParty[]): string | undefined {
  return parties.find(({ role }) => role === 'ordering_entity')?.name;
}

function withFacts(name: string, { country, date_of_birth, identifiers }: StatedParty) {
  const numbers = (identifiers ?? []).map((identifier) =>
    typeof identifier === 'string' ? identifier : identifier.value,
  );
  return {
    // Who is named by an address in the mail is named by what stands before the @.
    name: /^[^\s@]+@[^\s@]+\.[^\s@]+$/.test(name) ? (name.split('@')[0] ?? name).replaceAll(/[._-]+/g, ' ') : name,
    country,
    facts: { dateOfBirth: date_of_birth, identifiers: numbers },
  };
}

function numbersOf({ bic, account, identifiers = [] }: StatedParty): readonly StatedIdentifier[] {
  return [
    ...(bic === undefined ? [] : [{ kind: 'bic' as const, value: bic }]),
    ...(account === undefined ? [] : [{ kind: null, value: account }]),
    ...identifiers.map((identifier): StatedIdentifier =>
      typeof identifier === 'string'
        ? { kind: null, value: identifier }
        : {
            kind: identifier.type === undefined ? null : readIdentifierKind(identifier.type),
            value: identifier.value,
            country: identifier.country,
          },
    ),
  ];
}
