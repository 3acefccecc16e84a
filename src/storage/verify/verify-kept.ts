/** Holds what cases rest on against what is kept: every hash that a sealed version names, and what that names in turn, is there and is what its hash says. */
import type { Kysely } from 'kysely';
import { callsOf } from '../../domain/bundle/gate-calls';
import { readKept, type KeptKind } from '../../domain/bundle/kept-kinds';
import type { PaymentCase } from '../../domain/case/payment-case';
import { basisOf } from '../../domain/case/run/rests-on';
import { parseJson } from '../../domain/values/parse-json';
import type { NamedFiles } from '../../ports/evidence';
import { contentsAtOnce, textOf } from '../kept-contents';
import type { StoreSchema } from '../schema';
import { readCaseText } from '../stored/stored-case';
import { corrupt } from './verify-stretch';

export interface SealedText {
  readonly run_id: string;
  readonly version: number;
  readonly body: string;
}

export interface KeptCheck {
  /** Throws `store_corrupt` naming the case, what it rests on, and whether that is missing or altered. */
  check(versions: readonly SealedText[]): Promise<void>;
  /** Whether it was looked at lately and is what its hash says; false says nothing. */
  isSound(hash: string): boolean;
  readonly named: NamedFiles;
}

/** Some 25 MB of hashes; beyond, contents are looked at again. */
const mostSound = 200_000;

interface Wanted {
  readonly hash: string;
  /** In words, of several things. */
  readonly what: string;
  /** The case, in words. */
  readonly by: string;
}

export function createKeptCheck(database: Kysely<StoreSchema>, place: string): KeptCheck {
  const sound = new Set<string>();
  const policies = new Map<string, string>();
  const workflows = new Map<string, string>();

  /** A version repeats what the one before named: it is read only where something in it may be new. */
  function namesOfVersion(text: SealedText): readonly Wanted[] {
    if ([...text.body.matchAll(named)].every(([, key, value]) => isSeen(key ?? '', value ?? ''))) return [];
    const by = `case ${text.run_id} at version ${text.version}`;
    const paymentCase = readCaseText(place, text);
    note(policies, paymentCase.policyFingerprint, by);
    note(workflows, paymentCase.run.definition.fingerprint, by);
    return restsOf(paymentCase).map((one) => ({ ...one, by }));
  }

  function isSeen(key: string, value: string): boolean {
    if (key === 'basis') return sound.has(value);
    return key === 'policyFingerprint' ? policies.has(value) : workflows.has(value);
  }

  /** Gives what these name in turn. */
  async function lookAt(wanted: ReadonlyMap<string, Wanted>): Promise<readonly Wanted[]> {
    const rows = await database
      .selectFrom('kept_contents')
      .selectAll()
      .where('hash', 'in', [...wanted.keys()])
      .execute();
    const there = new Map(rows.map((row) => [row.hash, row]));
    const inner: Wanted[] = [];
    for (const [hash, { what, by }] of wanted) {
      const row = there.get(hash);
      const text = row ? await textOf(row) : null;
      if (text === null)
        throw corrupt(place, `${by} rests on ${what} kept as ${hash}, which are ${row ? 'altered' : 'missing'}`);
      sound.add(hash);
      const kept = readNaming(text);
      if (kept?.kind === 'screening_basis') note(policies, kept.policy, by);
      inner.push(...namesOfContent(kept).map((one) => ({ ...one, by })));
    }
    return inner;
  }

  return {
    named: { policies, workflows },
    isSound: (hash) => sound.has(hash),

    async check(versions) {
      let wanted = versions.flatMap(namesOfVersion);
      if (sound.size > mostSound) sound.clear();
      while (wanted.length > 0) {
        const unseen = new Map(wanted.filter(({ hash }) => !sound.has(hash)).map((one) => [one.hash, one]));
        wanted = [];
        const all = [...unseen];
        for (let at = 0; at < all.length; at += contentsAtOnce)
          wanted.push(...(await lookAt(new Map(all.slice(at, at + contentsAtOnce)))));
      }
    },
  };
}

/** Where a version may name something: within a text that somebody wrote, a quotation mark has a stroke before it. */
const named = /"(basis|policyFingerprint|fingerprint)":"([^"\\]*)"/g;
/** What names something else; all other kinds, some of thousands of rows, need not be read. */
const naming = /"kind":"(?:liquidity_basis|held_index|screening_basis)"/;

/** Null for a content that names nothing. */
function readNaming(text: string): KeptKind | null {
  const json = naming.test(text) ? parseJson(text) : null;
  return json?.ok === true ? readKept(json.value) : null;
}

function namesOfContent(kept: KeptKind | null): readonly Omit<Wanted, 'by'>[] {
  const each = (hashes: readonly string[], what: string) => hashes.map((hash) => ({ hash, what }));
  if (kept?.kind === 'held_index') return each(kept.pieces, 'held payments');
  if (kept?.kind !== 'liquidity_basis') return [];
  return [...each(kept.accounts, 'ledger rows'), ...each(kept.held_pieces ?? [], 'held payments')];
}

function restsOf(paymentCase: PaymentCase): readonly Omit<Wanted, 'by'>[] {
  const of = (tool: 'sanctions' | 'liquidity', what: string) =>
    callsOf([paymentCase], tool).flatMap(({ call }) => {
      const hash = basisOf(call);
      return hash === null ? [] : [{ hash, what }];
    });
  return [...of('sanctions', 'list rows'), ...of('liquidity', 'figures of the ledger')];
}

function note(names: Map<string, string>, name: string, by: string): void {
  if (!names.has(name)) names.set(name, by);
}
