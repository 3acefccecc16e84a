/** What must be true of the desk on Azure: who gets in, by what, and what it is told. */
import { mkdtempSync } from 'node:fs';
import { tmpdir } from 'node:os';
import path from 'node:path';
import { knownVariables, readBotCredentials, readConfig } from '../../src/composition/config/config';
import { bicepFile, bicepFiles } from './read-bicep';

const everything = bicepFiles.map(({ text }) => text).join('\n');
const resource = (file: string, type: string) => {
  const found = bicepFile(file).resources.find((one) => one.type.startsWith(`${type}@`));
  if (!found) throw new Error(`${file} makes no ${type}`);
  return found.body;
};

describe('no secret', () => {
  it('is taken, read from Azure, or written into a setting', () => {
    expect(everything).not.toMatch(
      /@secure\(|listKeys|listCredentials|listSecrets|\bsharedKey:|administratorLogin|connectionString/i,
    );
    expect(everything).not.toMatch(/\bpassword\w*: '(?!Disabled')/i);
    expect(bicepFile('database.bicep').text).toContain("output url string = 'postgresql://${ownerName}@${");
  });

  it.each([
    ['database.bicep', 'Microsoft.DBforPostgreSQL/flexibleServers', "passwordAuth: 'Disabled'"],
    ['search.bicep', 'Microsoft.Search/searchServices', 'disableLocalAuth: true'],
    ['foundry.bicep', 'Microsoft.CognitiveServices/accounts', 'disableLocalAuth: true'],
    ['bot.bicep', 'Microsoft.BotService/botServices', "msaAppType: 'UserAssignedMSI'"],
    ['logs.bicep', 'Microsoft.OperationalInsights/workspaces', 'disableLocalAuth: true'],
    ['desk.bicep', 'Microsoft.ContainerRegistry/registries', 'adminUserEnabled: false'],
    ['desk.bicep', 'Microsoft.KeyVault/vaults', 'enableRbacAuthorization: true'],
    ['files.bicep', 'Microsoft.Storage/storageAccounts', 'allowSharedKeyAccess: false'],
  ])('opens %s: %s has %s', (file, type, closed) => {
    expect(resource(file, type)).toContain(closed);
  });

  it('is needed by the desk: it pulls, signs in and reads the vault as its identity', () => {
    const app = resource('app.bicep', 'Microsoft.App/containerApps');
    expect(app).toContain("identity: { type: 'UserAssigned', userAssignedIdentities: { '${identityId}': {} } }");
    expect(app).toContain('registries: [{ server: registryServer, identity: identityId }]');
    expect(app).toMatch(/keyVaultUrl: .*\n\s*identity: identityId/);
    expect(app).not.toMatch(/\bvalue: one\./);
  });
});

describe('no public network', () => {
  it.each([
    ['database.bicep', 'Microsoft.DBforPostgreSQL/flexibleServers', "publicNetworkAccess: 'Disabled'"],
    ['desk.bicep', 'Microsoft.KeyVault/vaults', "defaultAction: 'Deny'"],
    ['files.bicep', 'Microsoft.Storage/storageAccounts', "defaultAction: 'Deny'"],
  ])('reaches what holds data: %s, %s', (file, type, closed) => {
    expect(resource(file, type)).toContain(closed);
    expect(resource(file, type)).not.toMatch(/bypass: '(?!None')/);
  });

  it('is opened on purpose but for the hosted agents', () => {
    const open = bicepFiles
      .filter(({ text }) => text.includes("publicNetworkAccess: 'Enabled'"))
      .map(({ name }) => name);
    expect(open).toEqual(['foundry.bicep']);
  });

  it('sees the desk but by https', () => {
    expect(resource('app.bicep', 'Microsoft.App/containerApps')).toContain('allowInsecure: false');
  });
});

describe('roles', () => {
  const given = bicepFile('roles.bicep').resources;

  it('are given in one file alone', () => {
    const files = bicepFiles
      .filter(({ text }) => text.includes('Microsoft.Authorization/roleAssignments'))
      .map(({ name }) => name);
    expect(files).toEqual(['roles.bicep']);
    expect(given.map(({ type }) => type)).toEqual(
      given.map(() => 'Microsoft.Authorization/roleAssignments@2022-04-01'),
    );
    expect(given.length).toBeGreaterThan(5);
  });

  it('say to whom, of which kind, on what and why, and none reaches a whole group', () => {
    for (const { body } of given) {
      expect(body).toMatch(/principalId: (deskId|deployerId)\n/);
      expect(body).toMatch(/principalType: ('ServicePrincipal'|deployerType)\n/);
      expect(body).toMatch(/description: '.+'\n/);
      expect(body).toMatch(/scope: (registry|vault|search|account)\n/);
    }
  });

  it('are named, with the reason beside each', () => {
    for (const [, before, id] of bicepFile('roles.bicep').commented.matchAll(/^(.*)\nvar \w+ = '([^']+)'$/gm)) {
      expect(before).toMatch(/^(\/\/ |var )/);
      expect(id).toMatch(/^[0-9a-f]{8}(-[0-9a-f]{4}){3}-[0-9a-f]{12}$/);
    }
  });
});

describe('the desk', () => {
  const { text } = bicepFile('app.bicep');
  const settings = [...text.matchAll(/\{ name: '(\w+)', value: (.+) \}/g)].map(([, name = '', value = '']) => ({
    name,
    value,
  }));
  /** Of packages it uses, which the desk itself does not read. */
  const ofPackages = ['AZURE_CLIENT_ID'];

  it('is told nothing that it does not know', () => {
    expect(settings.length).toBeGreaterThan(15);
    for (const { name } of settings.filter((one) => !ofPackages.includes(one.name)))
      expect(knownVariables).toContain(name);
  });

  it('starts with what it is told', () => {
    const id = '11111111-2222-4333-8444-555555555555';
    const values: Readonly<Record<string, string>> = {
      'string(port)': /var port = (\d+)/.exec(text)?.[1] ?? '',
      identityClientId: id,
      'tenant().tenantId': id,
      databaseUrl: 'postgresql://id-desk-x@psql-desk-x.postgres.database.azure.com/treasury_desk?sslmode=verify-full',
      searchEndpoint: 'https://srch-desk-x.search.windows.net',
      searchIndex: 'treasury-kb',
      agents: 'foundry',
      projectEndpoint: 'https://ai-desk-x.services.ai.azure.com/api/projects/treasury-desk',
      toolsAudience: 'api://treasury-desk-tools',
      toolsCallerId: id,
    };
    const told = settings.map(({ name, value }): readonly [string, string] => [
      name,
      /^'(.*)'$/.exec(value)?.[1] ?? values[value] ?? '',
    ]);
    expect(told.filter(([, value]) => value === '')).toEqual([]);
    const environment: NodeJS.ProcessEnv = {
      ...Object.fromEntries(told),
      DATA_DIR: mkdtempSync(path.join(tmpdir(), 'treasury-desk-')),
    };
    const config = readConfig({}, environment);
    expect(config).toMatchObject({ profile: 'production', port: 3978, agents: 'foundry', host: null });
    expect(config.foundry).toMatchObject({ identity: 'managed', clientId: id });
    expect(config.mcp.entra).toMatchObject({ tenantId: id, audience: 'api://treasury-desk-tools', objectIds: [id] });
    expect(config.knowledgeService).toMatchObject({ index: 'treasury-kb', key: null });
    expect(config.database).toMatchObject({
      user: 'id-desk-x',
      password: null,
      identity: { identity: 'managed', clientId: id },
      database: 'treasury_desk',
    });
    expect(readBotCredentials(environment)).toMatchObject({ type: 'UserAssignedMSI', appId: id, password: null });
  });

  it('runs an image that its digest names, probed before it is given work, twice', () => {
    expect(bicepFile('desk.bicep').text).toContain("/treasury-desk@${imageDigest}'");
    expect(text).not.toContain(':latest');
    expect(
      [...text.matchAll(/type: '(Startup|Liveness|Readiness)', httpGet: \{ path: '(\S+)'/g)].map(([, type, at]) => [
        type,
        at,
      ]),
    ).toEqual([
      ['Startup', '/healthz'],
      ['Liveness', '/healthz'],
      ['Readiness', '/readyz'],
    ]);
    expect(bicepFile('main.bicep').text).toContain('param replicas int = 2');
  });

  it("gives out what it knows by the desk's own names", () => {
    const ofManifest = ['BOT_ID', 'BOT_DOMAIN', 'TEAMS_APP_ID'];
    const ofDeploying = [
      'DATABASE_URL',
      'AZURE_RESOURCE_GROUP',
      'AZURE_CONTAINER_REGISTRY_NAME',
      'DESK_URL',
      'DESK_FILES',
    ];
    for (const name of bicepFile('main.bicep').outputs)
      expect([...knownVariables, ...ofManifest, ...ofDeploying]).toContain(name);
  });

  it('pins its model', () => {
    expect(resource('foundry.bicep', 'Microsoft.CognitiveServices/accounts/deployments')).toMatch(
      /version: modelVersion.*\n(?:.*\n)*.*versionUpgradeOption: 'NoAutoUpgrade'/,
    );
  });
});
