/** OFAC's two lists in CSV: which files each one has and where OFAC publishes them. */

export interface OfacLayout {
  /** How reasons name the list. */
  readonly family: string;
  readonly primary: string;
  readonly aliases: string;
  readonly addresses: string;
  readonly comments: string;
  /** The XML edition, whose head states the day of publication and the number of records. */
  readonly xml: string;
}

export const ofacLayouts = {
  sdn: {
    family: 'OFAC SDN',
    primary: 'sdn.csv',
    aliases: 'alt.csv',
    addresses: 'add.csv',
    comments: 'sdn_comments.csv',
    xml: 'sdn.xml',
  },
  consolidated: {
    family: 'OFAC Consolidated',
    primary: 'cons_prim.csv',
    aliases: 'cons_alt.csv',
    addresses: 'cons_add.csv',
    comments: 'cons_comments.csv',
    xml: 'consolidated.xml',
  },
} as const satisfies Readonly<Record<string, OfacLayout>>;

export type OfacLayoutName = keyof typeof ofacLayouts;

export function csvFilesOf(layout: OfacLayout): readonly string[] {
  return [layout.primary, layout.aliases, layout.addresses, layout.comments];
}

/** OFAC's Sanctions List Service; a file is asked for by its name in capitals. */
export const ofacExportsUrl = 'https://sanctionslistservice.ofac.treas.gov/api/PublicationPreview/exports';
