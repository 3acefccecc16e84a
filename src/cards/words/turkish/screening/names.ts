/** What fields, kinds of a party and roles are called in Turkish; what a list or an agent calls otherwise stays as it is. */
import { ownMember } from '../../../../domain/values/own-member';

const fields: Readonly<Record<string, string>> = {
  bic: 'BIC',
  imo: 'IMO numarası',
  wallet: 'kripto cüzdanı',
  passport: 'pasaport',
  national_id: 'kimlik numarası',
  tax_id: 'vergi numarası',
  registration: 'sicil numarası',
  country: 'ülke',
  IBAN: 'IBAN',
  BIC: 'BIC',
  text: 'metinde geçen',
};

const types: Readonly<Record<string, string>> = {
  individual: 'gerçek kişi',
  entity: 'tüzel kişi',
  vessel: 'gemi',
  aircraft: 'hava aracı',
  jurisdiction: 'ülke veya bölge',
};

const roles: Readonly<Record<string, string>> = {
  beneficiary: 'alıcı',
  beneficiary_bank: 'alıcının bankası',
  ordering_entity: 'ödeyen şirket',
  claimed_originator: 'adına ödenen',
  free_text: 'serbest metin',
};

export function turkishField(field: string): string {
  return ownMember(fields, field) ?? field;
}

export function turkishEntityType(type: string): string {
  return ownMember(types, type) ?? type;
}

export function turkishRole(role: string): string {
  return ownMember(roles, role) ?? role.replaceAll('_', ' ');
}
