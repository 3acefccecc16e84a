/** The texts of a case's versions as they are kept: each repeats nearly all of another, so most are kept as what they say otherwise than one that is kept whole. */
import { Fault } from '../../domain/values/errors';
import { parseJson } from '../../domain/values/parse-json';
import type { CaseVersionsTable } from '../schema';
import { applyDifference, differenceOf } from './difference';

export interface VersionText {
  readonly version: number;
  readonly text: string;
}

export type VersionBody = Pick<CaseVersionsTable, 'version' | 'body' | 'differs_from'>;

/** How versions of one case that are kept together are kept. */
export interface KeepVersions {
  /** What they, and later versions, are kept as differing from. */
  readonly whole: VersionText;
  readonly bodyOf: (one: VersionText) => VersionBody;
}

/** A row as it is read, with the body of the version it differs from. */
export interface KeptVersion {
  readonly run_id: string;
  readonly version: number;
  readonly body: string;
  /** Left out for a text that stands as it is. */
  readonly differs_from?: number | null;
  readonly whole_body?: string | null;
}

/** An approval or a booking adds a thirtieth to a case. With more it has become another one, which later versions are like. */
const mostOwn = 1 / 8;
/** Beyond it a text is kept whole: what is looked for in vain takes its time. In UTF-16 units. */
const mostOwnOfAll = 8_000;

/**
 * `last` of them is kept whole, or as what differs from the version that was kept whole before, `known`; the others as what differs from that
 * same one. So a text is never further away than that.
 */
export function keepVersions(last: VersionText, known: VersionText | null): KeepVersions {
  const lastBody = (known && differing(last, known)) ?? asItIs(last);
  const whole = known && lastBody.differs_from !== null ? known : last;
  return {
    whole,
    bodyOf: (one) => (one.version === last.version ? lastBody : (differing(one, whole) ?? asItIs(one))),
  };
}

function asItIs({ version, text }: VersionText): VersionBody {
  return { version, body: text, differs_from: null };
}

function differing({ version, text }: VersionText, whole: VersionText): VersionBody | null {
  const most = Math.min(text.length * mostOwn, mostOwnOfAll);
  // What is that much longer says more of its own than that.
  if (text.length > whole.text.length + most) return null;
  const body = differenceOf(text, whole.text, most);
  return body === null ? null : { version, body, differs_from: whole.version };
}

/** The text, and the version that is kept whole which it is or differs from. Throws `store_corrupt`, naming `place`, where the row is neither. */
export function readVersion(place: string, row: KeptVersion): { readonly text: string; readonly whole: VersionText } {
  const { run_id, version, body, differs_from: wholeVersion = null, whole_body: wholeBody = null } = row;
  if (wholeVersion === null) return { text: body, whole: { version, text: body } };
  const named = `${place}: case ${run_id} version ${version}`;
  if (wholeBody === null)
    throw new Fault('store_corrupt', `${named} differs from version ${wholeVersion}, which is missing`);
  const read = parseJson(body);
  const text = read.ok ? applyDifference(read.value, wholeBody) : null;
  if (text === null) throw new Fault('store_corrupt', `${named} is not what differs from version ${wholeVersion}`);
  return { text, whole: { version: wholeVersion, text: wholeBody } };
}
