/** Who sent an activity: tenant and Entra object id as the channel vouches for them, with the roles the directory gives. */
import { refuse, type Refusal } from '../../domain/values/errors';
import type { Member } from '../../domain/values/person';
import type { Directory } from '../../ports/sources';
import type { Activity } from '../activity';
import { noTenant, type Personas } from './personas';

/** `real` sent the activity; `actor` is the same person, or the persona they act as in the local profile. */
export type IdentifyActor = (activity: Activity) => { ok: true; actor: Member; real: Member } | Refusal;

export interface IdentifyActorDeps {
  readonly directory: Directory;
  /** Only this tenant's people are served; null serves any (the local profile). */
  readonly tenantId: string | null;
  /** Null outside the local profile. */
  readonly personas: Personas | null;
}

export function createIdentifyActor({ directory, tenantId: served, personas }: IdentifyActorDeps): IdentifyActor {
  return (activity) => {
    const { from } = activity;
    const channelTenant = textOf((activity.channelData as { tenant?: { id?: unknown } } | undefined)?.tenant?.id);
    const isLocal = personas !== null;
    // Other channels let their clients say who they are.
    if (!isLocal && activity.channelId !== 'msteams')
      return refuse('channel_not_served', 'Treasury Desk serves Microsoft Teams only.');
    const tenantId = channelTenant ?? textOf(activity.conversation.tenantId) ?? (isLocal ? noTenant : undefined);
    // The Emulator knows no Entra object id; its user id stands in on the local profile alone.
    const objectId = textOf(from.aadObjectId) ?? (isLocal ? from.id : undefined);
    if (tenantId === undefined || objectId === undefined)
      return refuse('identity_unknown', 'This channel does not tell us who you are.');
    // Ids of Entra are written in either case.
    if (served !== null && tenantId.toLowerCase() !== served.toLowerCase())
      return refuse('tenant_not_served', 'Treasury Desk does not serve your organisation.');
    const real = directory.find(tenantId, objectId) ?? unlistedPerson(tenantId, objectId, textOf(from.name));
    return { ok: true, actor: personas?.actingAs(real) ?? real, real };
  };
}

/** An activity is JSON from outside: a name may be anything. */
function textOf(value: unknown): string | undefined {
  return typeof value === 'string' && value !== '' ? value : undefined;
}

/** What they call themselves is shown as just that: anybody can take the name of somebody known. */
function unlistedPerson(tenantId: string, objectId: string, displayName: string | undefined): Member {
  const called = readableName(displayName ?? '') || objectId;
  return {
    tenantId: tenantId.toLowerCase(),
    objectId: objectId.toLowerCase(),
    name: `${called} (not in the people file)`,
    email: null,
    roles: [],
    unlisted: true,
  };
}

const longestName = 80;

/** Without what is not seen or turns the line around, and short enough to leave room for what follows it. */
function readableName(text: string): string {
  const shown = text
    .replace(/[\p{Cc}\p{Cf}\p{Co}\p{Cs}]+/gu, ' ')
    .replace(/\s+/g, ' ')
    .trim();
  return Array.from(shown).slice(0, longestName).join('');
}
