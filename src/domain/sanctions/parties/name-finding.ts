/** Screens one name as the policy's programmes have it: what a match means depends on the list and the programme it stands under. */
import { explainRule } from '../explained/english';
import type { FalsePositive } from '../false-positive';
import { effectOf, type ProgrammeEffect, type ProgrammeRule } from '../programmes/programme-effect';
import { entryKey, type Party, type Screener } from '../screen-party';
import { screenWithDispositions, type DisposedScreening, type DispositionRules } from '../screen-with-dispositions';
import type { ListedMatch } from '../screening-result';
import { entryHash } from '../lists/entry-hash';
import { describeRecord, disposedDetails, matchDetails, programmeDetails } from './match-evidence';
import { strictestFirst, type Finding } from './finding';

export interface NameScreening {
  readonly screener: Screener;
  /** Recorded false positives that may be about the party. */
  readonly recordsAbout: (party: Party) => readonly FalsePositive[];
  readonly dispositions: DispositionRules;
  /** Undefined: a match means what its type says. */
  readonly programmes: readonly ProgrammeRule[] | undefined;
}

/** One party may stand on several lists under different programmes; beyond these the strictest so far is strict enough. */
const mostEntries = 8;

/** Looks past an entry that is not blocked for one that is: who is both restricted and blocked is blocked. */
export function findName(screening: NameScreening, party: Party): Finding {
  const { screener, recordsAbout, dispositions, programmes } = screening;
  const records = recordsAbout(party);
  const passedOver = new Set<string>();
  const found: Finding[] = [];
  while (found.length < mostEntries) {
    const screened = screenWithDispositions(screener, party, records, dispositions, passedOver);
    const { match, decision } = screened.result;
    const effect = match ? effectOf(match.entry, match.listedBy, programmes) : null;
    if (found.length > 0 && decision !== 'BLOCK') break;
    found.push(asFinding('name', screened, effect));
    if (!match || decision !== 'BLOCK' || effect?.effect === 'block') break;
    passedOver.add(entryKey(match.listedBy, match.uid));
  }
  const [strictest] = found.sort(strictestFirst);
  if (!strictest) throw new Error('a name was screened without a finding');
  return strictest;
}

/** Complete listed names in a free text, each of another entry. */
export function findNamesInText({ screener, programmes }: NameScreening, text: string): readonly Finding[] {
  return screener.findNamesInText(text).map((result) => {
    const effect = result.match ? effectOf(result.match.entry, result.match.listedBy, programmes) : null;
    return asFinding(
      'text',
      { result, applied: [], rowHash: result.match ? entryHash(result.match.entry) : null },
      effect,
    );
  });
}

function asFinding(kind: 'name' | 'text', screened: DisposedScreening, effect: ProgrammeEffect | null): Finding {
  const { result } = screened;
  const isHeldBack = result.decision === 'BLOCK' && effect !== null && effect.effect !== 'block';
  return {
    decision: isHeldBack ? 'ESCALATE' : result.decision,
    match_type: result.matchType,
    confidence: result.confidence,
    match_details: {
      ...matchDetails(result),
      ...(screened.rowHash === null ? {} : { row_hash: screened.rowHash }),
      ...disposedDetails(screened.applied),
      ...(effect ? programmeDetails(effect) : {}),
    },
    listedBy: result.match?.listedBy ?? null,
    kind,
    words: wordsOf(screened),
    ...(result.match ? { why: explainRule(result.rule) } : {}),
  };
}

function wordsOf({ result, applied }: DisposedScreening): string {
  if (result.match) return describeMatch(result.match);
  return result.decision === 'CLEAR' ? applied.map(describeRecord).join(' ') : explainRule(result.rule);
}

function describeMatch({
  name,
  matchedName,
  programs,
}: Pick<ListedMatch, 'name' | 'matchedName' | 'programs'>): string {
  const alias = matchedName === name ? '' : ` as ${matchedName}`;
  return `${name}${alias}${programs.length > 0 ? `, ${programs.join(', ')}` : ''}`;
}
