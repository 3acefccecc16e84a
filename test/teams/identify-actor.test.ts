import type { Activity } from '../../src/teams/activity';
import { createIdentifyActor } from '../../src/teams/people/identify-actor';
import { createPersonas } from '../../src/teams/people/personas';
import type { Member } from '../../src/domain/values/person';
import type { Directory } from '../../src/ports/sources';

const tenantId = 'aaaaaaaa-0000-0000-0000-0000000000d1';
const dana: Member = {
  tenantId,
  objectId: 'aaaaaaaa-0000-0000-0000-000000000101',
  name: 'Dana Demir',
  email: null,
  roles: [],
};
const omar: Member = {
  ...dana,
  objectId: 'aaaaaaaa-0000-0000-0000-000000000102',
  name: 'Omar Okafor',
  roles: ['Payments Operator'],
};

function directoryOf(members: () => readonly Member[]): Directory {
  return {
    find: (tenant, id) =>
      tenant.toLowerCase() === tenantId
        ? (members().find(({ objectId }) => objectId === id.toLowerCase()) ?? null)
        : null,
    withRole: (role) => members().filter(({ roles }) => roles.includes(role)),
    members,
  };
}

const identify = createIdentifyActor({ directory: directoryOf(() => [dana, omar]), tenantId, personas: null });

function from(sender: object, tenant: unknown = tenantId): Activity {
  return {
    channelId: 'msteams',
    from: { id: '29:x', ...sender },
    conversation: { id: 'c' },
    channelData: { tenant: { id: tenant } },
  } as unknown as Activity;
}

describe('the tenant and the object id', () => {
  it.each([tenantId, tenantId.toUpperCase(), 'AAAAaaaa-0000-0000-0000-0000000000D1'])(
    '%s is ours in either case',
    (tenant) => {
      for (const id of [dana.objectId, dana.objectId.toUpperCase()])
        expect(identify(from({ aadObjectId: id }, tenant))).toMatchObject({ ok: true, actor: dana });
    },
  );

  it.each(['aaaaaaaa-0000-0000-0000-0000000000d2', `${tenantId} `, ''])('%j is not ours', (tenant) => {
    expect(identify(from({ aadObjectId: dana.objectId }, tenant))).toMatchObject({ ok: false });
  });

  it('configured in capitals are ours too', () => {
    const shouting = createIdentifyActor({
      directory: directoryOf(() => [dana]),
      tenantId: tenantId.toUpperCase(),
      personas: null,
    });
    expect(shouting(from({ aadObjectId: dana.objectId }))).toMatchObject({ ok: true, actor: dana });
  });

  it('make one person of one stranger, however they are written', () => {
    const id = 'bbbbbbbb-0000-0000-0000-0000000009ff';
    expect(identify(from({ aadObjectId: id.toUpperCase(), name: 'X' }, tenantId.toUpperCase()))).toMatchObject({
      actor: { tenantId, objectId: id },
    });
  });

  it.each([[5], [{}], [[]], [null], [true]])('that are %j instead of text are nobody', (value) => {
    expect(identify(from({ aadObjectId: value }))).toMatchObject({ ok: false });
    expect(identify(from({ aadObjectId: dana.objectId }, value))).toMatchObject({ ok: false });
  });
});

describe('somebody the people file does not name', () => {
  const called = (name: unknown) => {
    const identified = identify(from({ aadObjectId: 'bbbbbbbb-0000-0000-0000-0000000009ff', name }));
    return identified.ok ? identified.actor : null;
  };

  it('is shown as that, with no role, whatever they call themselves', () => {
    expect(called('Dana Demir')).toMatchObject({
      name: 'Dana Demir (not in the people file)',
      roles: [],
      unlisted: true,
    });
    expect(called('Omar Okafor')?.name).toBe('Omar Okafor (not in the people file)');
  });

  it.each([
    ['', 'bbbbbbbb-0000-0000-0000-0000000009ff (not in the people file)'],
    [7, 'bbbbbbbb-0000-0000-0000-0000000009ff (not in the people file)'],
    ['\u202Eriamed anad', 'riamed anad (not in the people file)'],
    ['Dana\nDemir\u200B  CFO', 'Dana Demir CFO (not in the people file)'],
    ['x'.repeat(500), `${'x'.repeat(80)} (not in the people file)`],
  ])('cannot hide it: %j', (name, shown) => {
    expect(called(name)?.name).toBe(shown);
  });

  it('is not marked once the people file names them', () => {
    expect(identify(from({ aadObjectId: dana.objectId, name: 'Somebody' }))).toMatchObject({
      actor: { name: 'Dana Demir' },
    });
    expect(identify(from({ aadObjectId: dana.objectId }))).not.toHaveProperty('actor.unlisted');
  });
});

describe('a persona', () => {
  it('has the roles of the people file now, not of when it was assumed', () => {
    let members: readonly Member[] = [dana, omar];
    const personas = createPersonas(directoryOf(() => members));
    expect(personas.assume(dana, 'Omar')).toMatchObject({ ok: true });
    expect(personas.actingAs(dana)).toMatchObject({ roles: ['Payments Operator'], personaOf: 'Dana Demir' });
    members = [dana, { ...omar, roles: [] }];
    expect(personas.actingAs(dana)).toMatchObject({ roles: [] });
    members = [dana];
    expect(personas.actingAs(dana)).toBeNull();
  });
});

describe('whoever no tenant vouches for, in the local profile', () => {
  const directory = directoryOf(() => [dana, omar]);
  const personas = createPersonas(directory);
  const local = createIdentifyActor({ directory, tenantId: null, personas });
  const emulator = { channelId: 'emulator', from: { id: 'guid', name: 'User' }, conversation: { id: 'c' } };
  const speaking = () => local(emulator as unknown as Activity);

  it('acts as the first of the people file until they choose, and again when they end it', () => {
    const real = speaking();
    if (!real.ok) throw new Error('refused');
    expect(real.actor).toMatchObject({ name: 'Dana Demir', personaOf: 'User (not in the people file)' });
    expect(personas.assume(real.real, 'Omar')).toMatchObject({ ok: true, actor: { name: 'Omar Okafor' } });
    expect(speaking()).toMatchObject({ actor: { name: 'Omar Okafor' } });
    expect(personas.assume(real.real, 'me')).toMatchObject({ ok: true, actor: { name: 'Dana Demir' } });
  });

  it('is nobody where a tenant is named: a stranger stays one', () => {
    expect(local(from({ aadObjectId: 'aaaaaaaa-0000-0000-0000-0000000009ff' }))).toMatchObject({
      actor: { unlisted: true },
    });
  });
});
