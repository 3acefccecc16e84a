/** The policy for a gateway in front of the tools, held against what breaks there and against what the desk expects of it. */
import { readFileSync } from 'node:fs';
import path from 'node:path';
import { XMLParser, XMLValidator } from 'fast-xml-parser';
import { mcpPaths } from '../../src/tools/mcp-http';

const folder = path.join(__dirname, '../../infra/apim');
const text = readFileSync(path.join(folder, 'tools-policy.xml'), 'utf8');
const bicep = readFileSync(path.join(folder, 'tools.bicep'), 'utf8');
const withoutComments = text.replace(/<!--[^]*?-->/g, '');

type Node = Readonly<Record<string, unknown>>;
const { policies } = new XMLParser({ ignoreAttributes: false, attributeNamePrefix: '' }).parse(text) as {
  policies: Readonly<Record<'inbound' | 'backend' | 'outbound' | 'on-error', Node>>;
};

it('is XML with the four sections, each of which keeps what stands above it', () => {
  expect(XMLValidator.validate(text)).toBe(true);
  expect(Object.keys(policies)).toEqual(['inbound', 'backend', 'outbound', 'on-error']);
  for (const section of ['inbound', 'outbound', 'on-error'] as const) expect(policies[section]).toHaveProperty('base');
});

it('touches no response, which would hold back a stream', () => {
  expect(withoutComments).not.toMatch(
    /context\.Response|<(?:trace|log-to|set-body|find-and-replace|xsl|json-to|xml-to|mock)/i,
  );
  expect(Object.keys(policies.outbound)).toEqual(['base']);
  expect(policies.backend['forward-request']).toMatchObject({ 'buffer-response': 'false' });
});

it('lets in identities that are listed, counts each, and is itself the one the desk knows', () => {
  expect(Object.keys(policies.inbound)).toEqual([
    'base',
    'validate-azure-ad-token',
    'rate-limit-by-key',
    'set-header',
    'authentication-managed-identity',
  ]);
  expect(policies.inbound['validate-azure-ad-token']).toMatchObject({
    'tenant-id': '{{desk-tenant}}',
    audiences: { audience: '{{tools-gateway-audience}}' },
    'required-claims': { claim: { name: 'oid', match: 'any' } },
  });
  expect(policies.inbound['set-header']).toEqual({ name: 'x-api-key', 'exists-action': 'delete' });
  // The run's id is what the evidence is kept under.
  expect(withoutComments).not.toContain('x-run-id');
});

it('cuts no sooner than the tools answer, and before the service that waits for them', () => {
  const { timeout } = policies.backend['forward-request'] as { timeout: string };
  expect(Number(timeout)).toBeLessThan(60);
  expect(Number(timeout)).toBeGreaterThan(10);
});

it('stands before each tool where the desk serves it, and its named values are listed', () => {
  const [, listed = ''] = /var tools = \[([^\]]*)\]/.exec(bicep) ?? [];
  const tools = listed.split(',').map((name) => name.trim().replaceAll("'", ''));
  expect(tools.map((tool) => `/mcp/${tool}`)).toEqual(Object.values(mcpPaths));
  expect(bicep).toContain("url: '${desk}/mcp/${tool}'");
  const used = [...withoutComments.matchAll(/\{\{([\w-]+)\}\}/g)].map(([, name = '']) => name.replace(/-\d$/, ''));
  for (const name of used) expect(text.split('-->')[0]).toContain(name);
});
