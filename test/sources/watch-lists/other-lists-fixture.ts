/** Small lists in the shapes the European Union, the United Kingdom and our Turkish layout have; every party is invented. */

export const euHeader = [
  'fileGenerationDate;Entity_LogicalId;Entity_EU_ReferenceNumber;Entity_UnitedNationId;Entity_DesignationDate;Entity_DesignationDetails',
  'Entity_Remark;Entity_SubjectType;Entity_SubjectType_ClassificationCode;Entity_Regulation_Programme',
  'NameAlias_LastName;NameAlias_FirstName;NameAlias_MiddleName;NameAlias_WholeName;NameAlias_NameLanguage;NameAlias_Function;NameAlias_Remark',
  'Address_City;Address_CountryIso2Code;Address_CountryDescription',
  'BirthDate_BirthDate;BirthDate_Day;BirthDate_Month;BirthDate_Year;BirthDate_YearRangeFrom;BirthDate_YearRangeTo;BirthDate_Circa',
  'Identification_Number;Identification_KnownFalse;Identification_TypeCode;Identification_CountryIso2Code;Identification_CountryDescription',
  'Citizenship_CountryIso2Code;Citizenship_CountryDescription',
].join(';');

/** A row by column name; what is left out is empty. */
export function euRow(cells: Readonly<Record<string, string>>): string {
  const given = { fileGenerationDate: '20/01/2026', ...cells };
  const known = new Map(Object.entries(given));
  return euHeader
    .split(';')
    .map((column) => known.get(column) ?? '')
    .join(';');
}

const ondar = {
  Entity_LogicalId: '13',
  Entity_EU_ReferenceNumber: 'EU.27.28',
  Entity_SubjectType: 'P',
  Entity_SubjectType_ClassificationCode: 'person',
  Entity_Regulation_Programme: 'IRQ',
};
const works = {
  Entity_LogicalId: '99',
  Entity_EU_ReferenceNumber: 'EU.99.1',
  Entity_SubjectType: 'E',
  Entity_SubjectType_ClassificationCode: 'enterprise',
  Entity_Regulation_Programme: 'RUS',
};
const tanker = {
  Entity_LogicalId: '120',
  Entity_EU_ReferenceNumber: 'EU.120.5',
  Entity_Remark: 'Vessel, IMO 9187629',
  Entity_SubjectType: 'E',
  Entity_SubjectType_ClassificationCode: 'enterprise',
};

export const euRows = [
  euRow({
    ...ondar,
    NameAlias_LastName: 'Velikov',
    NameAlias_FirstName: 'Ondar',
    NameAlias_WholeName: 'Ondar Velikov',
    NameAlias_Function: 'Minister',
  }),
  euRow({ ...ondar, NameAlias_WholeName: 'Ondar Velikoff', NameAlias_NameLanguage: 'FR' }),
  euRow({ ...ondar, NameAlias_WholeName: 'Old Ondar', NameAlias_Remark: 'low quality alias' }),
  euRow({ ...ondar, BirthDate_BirthDate: '1937-04-28' }),
  euRow({ ...ondar, BirthDate_Year: '1938', BirthDate_Circa: 'true' }),
  euRow({
    ...ondar,
    Identification_Number: 'P4455667',
    Identification_TypeCode: 'passport',
    Identification_CountryIso2Code: 'IQ',
  }),
  euRow({ ...ondar, Citizenship_CountryIso2Code: 'IQ', Citizenship_CountryDescription: 'IRAQ' }),
  euRow({ ...works, NameAlias_WholeName: 'Quarrelwood "Meridian" Works', Address_CountryIso2Code: 'RU' }),
  // A quote at the start of a field that is not quoted.
  euRow({ ...works, NameAlias_WholeName: '"Quarrelwood" Meridian' }),
  euRow({ ...tanker, NameAlias_WholeName: 'SALT ANCHOR' }),
];

export const euCsv = (rows: readonly string[] = euRows): string => `\uFEFF${[euHeader, ...rows].join('\r\n')}\r\n`;

export const euXml = `<?xml version="1.0" encoding="UTF-8" standalone="yes"?>
<!-- <sanctionEntity logicalId="1"><nameAlias wholeName="NOT ON THE LIST"/></sanctionEntity> -->
<export xmlns="http://eu.europa.ec/fpi/fsd/export" generationDate="2026-01-20T16:47:04.449+02:00" globalFileId="184961">
  <sanctionEntity designationDetails="" unitedNationId="" euReferenceNumber="EU.27.28" logicalId="13">
    <remark>Written for this test</remark>
    <regulation regulationType="regulation" programme="IRQ" numberTitle="1210/2003" logicalId="348"><publicationUrl>http://eur-lex.europa.eu/</publicationUrl></regulation>
    <subjectType code="person" classificationCode="P"/>
    <nameAlias firstName="Ondar" middleName="" lastName="Velikov" wholeName="Ondar Velikov" function="Minister" strong="true" logicalId="17"/>
    <nameAlias wholeName="Ondar Velikoff" nameLanguage="FR" strong="true" logicalId="19"/>
    <nameAlias wholeName="Old Ondar" strong="false" logicalId="380"/>
    <nameAlias wholeName="Ondar the Tall" strong="true" logicalId="381"><remark>Low quality alias</remark></nameAlias>
    <citizenship countryIso2Code="IQ" countryDescription="IRAQ" logicalId="1"/>
    <birthdate circa="false" birthdate="1937-04-28" city="Ondarin" logicalId="1"/>
    <birthdate circa="true" year="1938" logicalId="2"/>
    <identification number="P4455667" identificationTypeCode="passport" countryIso2Code="IQ" logicalId="2"/>
    <identification number="X1" identificationTypeCode="id" knownFalse="true" countryIso2Code="IQ" logicalId="3"/>
  </sanctionEntity>
  <sanctionEntity euReferenceNumber="EU.99.1" logicalId="99">
    <regulation programme="RUS"/>
    <subjectType code="enterprise" classificationCode="E"/>
    <nameAlias wholeName="Quarrelwood &quot;Meridian&quot; Works" strong="true" logicalId="5"/>
    <address countryIso2Code="00" countryDescription="UNKNOWN" logicalId="9"/>
    <address countryIso2Code="CS" countryDescription="SERBIA AND MONTENEGRO" logicalId="10"/>
  </sanctionEntity>
  <sanctionEntity euReferenceNumber="" logicalId="120">
    <remark>Vessel, IMO 9187629</remark>
    <subjectType code="enterprise" classificationCode="E"/>
    <nameAlias wholeName="SALT ANCHOR" strong="true"/>
  </sanctionEntity>
</export>`;

const ukColumns = [
  ...[
    'Last Updated',
    'Unique ID',
    'OFSI Group ID',
    'UN Reference Number',
    'Name 6',
    'Name 1',
    'Name 2',
    'Name 3',
    'Name 4',
    'Name 5',
  ],
  ...[
    'Name type',
    'Alias strength',
    'Title',
    'Name non-latin script',
    'Regime Name',
    'Designation Type',
    'Sanctions Imposed',
  ],
  ...[
    'Other Information',
    'Address Country',
    'D.O.B',
    'Nationality(/ies)',
    'National Identifier number',
    'Passport number',
  ],
  ...['Business registration number (s)', 'IMO number'],
];

export function ukRow(cells: Readonly<Record<string, string>>): string {
  const known = new Map(Object.entries({ 'Last Updated': '04/08/2026', ...cells }));
  return ukColumns.map((column) => quoted(known.get(column) ?? '')).join(',');
}

function quoted(cell: string): string {
  return /[",\n]/.test(cell) ? `"${cell.replaceAll('"', '""')}"` : cell;
}

const person = {
  'Unique ID': 'AFG9001',
  'Regime Name': 'The Afghanistan (Sanctions) (EU Exit) Regulations 2020',
  'Designation Type': 'Individual',
  'Sanctions Imposed': 'Asset freeze|Travel Ban',
};
const trader = {
  'Unique ID': 'RUS9002',
  'Regime Name': 'The Russia (Sanctions) (EU Exit) Regulations 2019',
  'Designation Type': 'Entity',
  'Sanctions Imposed': 'Trust Services Sanctions',
};

export const ukRows = [
  ukRow({
    ...person,
    'Name 1': 'Mirwand',
    'Name 2': 'Hasib',
    'Name 6': 'OSTROVAN',
    'Name type': 'Primary Name',
    'D.O.B': 'dd/mm/1958',
    'Nationality(/ies)': 'Afghanistan',
    'Passport number': '1) OA454838 2) OA000111',
  }),
  ukRow({
    ...person,
    'Name 1': 'Mirwand',
    'Name 6': 'Ostrowan',
    'Name type': 'Alias',
    'Alias strength': 'Good quality a.k.a',
    'Name non-latin script': 'میروند استروان',
  }),
  ukRow({ ...person, 'Name 6': 'Mirwand', 'Name type': 'Alias', 'D.O.B': '04/03/1959' }),
  ukRow({
    ...trader,
    'Name 6': 'QUARRELWOOD, "MERIDIAN" TRADE',
    'Name type': 'Primary name',
    'Address Country': 'Russia',
    'Business registration number (s)': '1027700000001',
  }),
  ukRow({ ...trader, 'Name 6': 'QMT', 'Name type': 'Alias', 'Other Information': 'Written for\nthis test' }),
  ukRow({
    'Unique ID': 'DPR9003',
    'Regime Name': 'DPRK',
    'Designation Type': 'Ship',
    'Name 6': 'SALT ANCHOR 8',
    'Name type': 'Primary Name',
    'IMO number': '9187629',
  }),
];

export const ukCsv = (rows: readonly string[] = ukRows): string =>
  `Report Date: 20-Jan-2026\n${ukColumns.join(',')}\n${rows.join('\n')}\n`;

export const ukXml = `<?xml version="1.0" encoding="utf-8"?>
<Designations xmlns:xsi="http://www.w3.org/2001/XMLSchema-instance">
  <DateGenerated>20/01/2026</DateGenerated>
  <Designation>
    <UniqueID>AFG9001</UniqueID>
    <Names>
      <Name><Name6>Mirwand</Name6><NameType>Alias</NameType></Name>
      <Name><Name1>Mirwand</Name1><Name2>Hasib</Name2><Name6>OSTROVAN</Name6><NameType>Primary Name</NameType></Name>
      <Name><Name1>Mirwand</Name1><Name6>Ostrowan</Name6><NameType>Alias</NameType><AliasStrength>Good quality a.k.a</AliasStrength></Name>
    </Names>
    <NonLatinNames><NonLatinName><NameNonLatinScript>میروند استروان</NameNonLatinScript></NonLatinName></NonLatinNames>
    <RegimeName>The Afghanistan (Sanctions) (EU Exit) Regulations 2020</RegimeName>
    <IndividualEntityShip>Individual</IndividualEntityShip>
    <SanctionsImposed>Asset freeze|Travel Ban</SanctionsImposed>
    <Addresses><Address><AddressLine6>Kabul</AddressLine6><AddressCountry>Afghanistan</AddressCountry></Address></Addresses>
    <IndividualDetails><Individual><DOBs><DOB>dd/mm/1958</DOB></DOBs><Nationalities><Nationality>Afghanistan</Nationality></Nationalities>
      <PassportDetails><Passport><PassportNumber>OA454838</PassportNumber></Passport></PassportDetails></Individual></IndividualDetails>
  </Designation>
  <Designation>
    <UniqueID>DPR9003</UniqueID>
    <Names><Name><Name6>SALT ANCHOR 8</Name6><NameType>Primary Name</NameType></Name></Names>
    <NonLatinNames/><Addresses/><RegimeName>DPRK</RegimeName><IndividualEntityShip>Ship</IndividualEntityShip><SanctionsImposed/>
    <ShipDetails><Ship><IMONumbers><IMONumber>9187629</IMONumber></IMONumbers></Ship></ShipDetails>
  </Designation>
</Designations>`;

export const turkishCsv = `name,aliases,type,date_of_birth,nationality,identifiers,programme,gazette,listed_on
ONDAR VELİKOĞLU,Ondar Velikoglu;Ondar the Tall,person,04.03.1962;1963,TR,tckn: 10000000146;passport: U1234567 (TR),Law 6415 Art. 7,31.12.2025-33123,31.12.2025
"QUARRELWOOD DENİZCİLİK VE TİCARET A.Ş.",,entity,,,vkn: 1234567890,Law 6415 Art. 5,01.01.2026-33124,01.01.2026
`;
