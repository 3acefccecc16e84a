/** The Agents Playground's own configuration: the demo's people as its users, the first of them at the keyboard. */
import { stringify } from 'yaml';
import { z } from 'zod';
import { readYaml } from '../domain/values/yaml-document';
import type { Refusal } from '../domain/values/errors';

const peopleSchema = z.looseObject({
  tenant_id: z.string(),
  people: z
    .array(
      z.looseObject({
        name: z.string(),
        email: z.string().nullish(),
        object_id: z.string(),
        roles: z.array(z.string()),
      }),
    )
    .min(1 + 5, 'The Playground needs at least six people.'),
});

export type DemoPeople = z.infer<typeof peopleSchema>;

/** The file name the Playground looks for in the folder it is started in. */
export const playgroundConfigFile = '.m365agentsplayground.yml';

/** Fixed, so that the demo's bot and conversations have the same ids in every run. */
export const botAccount = { id: 'treasury-desk', name: 'Treasury Desk' } as const;
export const personalChatId = 'treasury-desk-personal-chat';
export const groupChat = { id: 'treasury-desk-group-chat', name: 'Treasury' } as const;

export function readDemoPeople(file: string, text: string): { ok: true; people: DemoPeople } | Refusal {
  const read = readYaml(file, text, peopleSchema);
  return read.ok ? { ok: true, people: read.document.value } : read;
}

/** The Playground takes exactly this many users beside the one at the keyboard (its configuration schema 0.1.1). */
const otherUsers = 5;
/** Who gets one of those places first: the roles the demo's own payments ask for. */
const wantedRoles = ['Payments Operator', 'Treasury Manager', 'Head of Treasury', 'Compliance Manager', 'MLRO'];

/** The people the Playground knows, the one at the keyboard first. `/as NAME` reaches all the others. */
export function playgroundPeople({ people }: DemoPeople): DemoPeople['people'] {
  const [first, ...rest] = people;
  const wanted = wantedRoles.flatMap((role) => rest.find(({ roles }) => roles.includes(role)) ?? []);
  const seated = [...new Set([...wanted, ...rest])].slice(0, otherUsers);
  return first === undefined ? seated : [first, ...seated];
}

/** The text of `.m365agentsplayground.yml`. */
export function playgroundConfig(demo: DemoPeople): string {
  const tenantId = demo.tenant_id;
  const [currentUser, ...users] = playgroundPeople(demo).map(({ name, email, object_id: objectId }) => {
    const [givenName = name, ...rest] = name.split(' ');
    const address = email ?? `${objectId}@example.invalid`;
    // `userPrincipleName` is spelled as the Playground spells it.
    return {
      id: objectId,
      name,
      userPrincipleName: address,
      aadObjectId: objectId,
      givenName,
      surname: rest.join(' '),
      email: address,
    };
  });
  return stringify({
    version: '0.1.1',
    tenantId,
    bot: botAccount,
    currentUser,
    users,
    personalChat: { id: personalChatId },
    groupChat,
    team: {
      id: 'treasury-desk-team',
      name: 'Treasury team',
      aadGroupId: '00000000-0000-0000-0000-0000000000e1',
      channels: [{ id: 'treasury-desk-channel', name: 'Payments' }],
    },
  });
}
