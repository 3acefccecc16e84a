/** Gathers one party's entry out of many rows or elements that each say a little about it. */
import type {
  ListedAlias,
  ListedIdentifier,
  ListedType,
  WatchListEntry,
} from '../../domain/sanctions/lists/watch-list';

export class MergedEntry {
  type: ListedType | null = null;
  title: string | null = null;
  private primary: string | null = null;
  private readonly aliases = new Map<string, ListedAlias>();
  private readonly programs = new Set<string>();
  private readonly measures = new Set<string>();
  private readonly countries = new Set<string>();
  private readonly remarks = new Set<string>();
  private readonly birthDates = new Set<string>();
  private readonly nationalities = new Set<string>();
  private readonly identifiers = new Map<string, ListedIdentifier>();

  constructor(readonly uid: string) {}

  /** The first primary name given stays the primary one; any other is a strong alias. */
  addPrimary(name: string): void {
    if (name === '') return;
    if (this.primary === null) this.primary = name;
    else this.addAlias(name, 'strong');
  }

  /** A name said to be strong once is strong. */
  addAlias(name: string, strength: ListedAlias['strength'], kind: ListedAlias['kind'] = 'aka'): void {
    if (name === '') return;
    if (this.aliases.get(name)?.strength !== 'strong') this.aliases.set(name, { name, strength, kind });
  }

  addProgram(program: string): void {
    add(this.programs, program);
  }

  addMeasure(measure: string): void {
    add(this.measures, measure);
  }

  addCountry(country: string): void {
    if (country.toUpperCase() !== 'UNKNOWN') add(this.countries, country);
  }

  addRemark(remark: string): void {
    add(this.remarks, remark);
  }

  addBirthDate(date: string | null): void {
    add(this.birthDates, date ?? '');
  }

  addNationality(country: string): void {
    if (country.toUpperCase() !== 'UNKNOWN') add(this.nationalities, country);
  }

  addIdentifier(kind: ListedIdentifier['kind'], value: string, country = ''): void {
    if (value === '') return;
    this.identifiers.set(`${kind} ${value}`, { kind, value, ...(country === '' ? {} : { country }) });
  }

  /** Without a primary name the first strong alias stands for it, then any; null where there is no name at all. */
  finish(): WatchListEntry | null {
    const aliases = [...this.aliases.values()];
    const name = this.primary ?? (aliases.find(({ strength }) => strength === 'strong') ?? aliases[0])?.name;
    if (name === undefined) return null;
    const identity = {
      identifiers: [...this.identifiers.values()],
      birthDates: [...this.birthDates],
      nationalities: [...this.nationalities],
      isFromRemarks: false,
    };
    const isKnown = identity.identifiers.length + identity.birthDates.length + identity.nationalities.length > 0;
    return {
      uid: this.uid,
      name,
      type: this.type ?? 'entity',
      programs: [...this.programs],
      aliases: aliases.filter((alias) => alias.name !== name),
      title: this.title,
      remarks: this.remarks.size === 0 ? null : [...this.remarks].join(' '),
      countries: [...this.countries],
      ...(isKnown ? { identity } : {}),
      ...(this.measures.size > 0 ? { measures: [...this.measures] } : {}),
    };
  }
}

function add(values: Set<string>, value: string): void {
  if (value !== '') values.add(value);
}
