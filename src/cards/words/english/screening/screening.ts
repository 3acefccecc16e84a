/** The words of a screening's evidence, in English: as it is recorded, which is English too. */
import type { SanctionsScreening } from '../../../../domain/evidence/sanctions-screening';
import type { Advice, AdvisedMeaning } from '../../../../domain/sanctions/explained/advice';
import type { Recorded, SaidRule } from '../../../../domain/sanctions/explained/explanation';
import {
  agreeingText,
  likenessText,
  recordStateText,
  ruleText,
  toSettleText,
} from '../../../../domain/sanctions/explained/english';
import type { ListProblem } from '../../../../domain/sanctions/lists/list-age';

type Details = SanctionsScreening['match_details'];

const nameKinds: Readonly<Record<NonNullable<Details['matched_name_kind']>, string>> = {
  primary: 'primary',
  strong_alias: 'strong alias',
  weak_alias: 'weak alias',
};

const matchTypes: Readonly<Record<SanctionsScreening['match_type'], string>> = {
  EXACT: 'EXACT',
  FUZZY_HIGH: 'FUZZY_HIGH',
  FUZZY_MEDIUM: 'FUZZY_MEDIUM',
  PARTIAL: 'PARTIAL',
  NONE: 'NONE',
};

export const englishScreening = {
  rule: ruleText,
  agreeing: agreeingText,
  likeness: likenessText,
  recordState: recordStateText,
  toSettle: toSettleText,
  nameKinds,
  matchTypes,
  /** What it asks for, of which list and why. Days stand in `recorded` as machines write them. */
  recommendation: (
    _advice: Advice,
    _listProblem: ListProblem | null,
    recorded: string,
    _rule: SaidRule | Recorded | null,
  ): string => recorded,
  meaning: (_meaning: AdvisedMeaning, recorded: string): string => recorded,
  /** Which list was asked, of which day. */
  list: (_audit: SanctionsScreening['audit'], recorded: string): string => recorded,
  /** Names on the wire, in words: of kinds of a party, of fields, of a party's role. */
  entityType: (type: string): string => type,
  field: (field: string): string => field,
  role: (role: string): string => role.replaceAll('_', ' '),
};
