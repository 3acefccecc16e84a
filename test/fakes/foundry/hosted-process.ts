/** What a desk in a process of its own needs to find a stand-in project: over HTTPS, with a certificate and an identity made for the test. */
import { execFileSync } from 'node:child_process';
import { createServer, type Server } from 'node:http';
import type { AddressInfo } from 'node:net';
import { mkdtempSync, readFileSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import path from 'node:path';
import { honest } from './models';
import { startStandIn, type StandIn } from './stand-in';

export const gatewayUrl = 'https://gateway.example.com';
const agentNames = ['sanctions-screening-agent', 'liquidity-screening-agent', 'operational-procedures-agent'];

export interface HostedProcess {
  readonly standIn: StandIn;
  readonly folder: string;
  readonly lockFile: string;
  /** Where its tools must be served: the gateway leads there. */
  readonly port: number;
  /** Everything a desk is told by the environment. */
  readonly environment: Readonly<Record<string, string>>;
  /** Whether the machine hands out tokens. */
  hasIdentity: boolean;
  close(): Promise<void>;
}

export async function openHostedProcess(): Promise<HostedProcess> {
  const folder = mkdtempSync(path.join(tmpdir(), 'treasury-desk-'));
  const tls = makeCertificate(folder);
  const port = await freePort();
  const standIn = await startStandIn({
    gateway: { url: gatewayUrl, toolsAt: () => `http://127.0.0.1:${port}` },
    tls: { key: readFileSync(tls.key, 'utf8'), cert: readFileSync(tls.cert, 'utf8') },
  });
  for (const name of agentNames) standIn.models.set(name, honest);
  const held = { hasIdentity: true };
  const identity = await startIdentity(() => held.hasIdentity);
  const lockFile = path.join(folder, 'foundry.lock.json');
  return {
    standIn,
    folder,
    lockFile,
    port,
    environment: {
      AGENTS: 'foundry',
      FOUNDRY_PROJECT_ENDPOINT: standIn.project,
      FOUNDRY_IDENTITY: 'managed',
      FOUNDRY_LOCK_FILE: lockFile,
      NODE_EXTRA_CA_CERTS: tls.cert,
      // As an App Service gives its managed identity to a process.
      IDENTITY_ENDPOINT: identity.url,
      IDENTITY_HEADER: 'a-header',
      PORT: String(port),
      LOG_LEVEL: 'error',
    },
    get hasIdentity() {
      return held.hasIdentity;
    },
    set hasIdentity(wanted) {
      held.hasIdentity = wanted;
    },
    async close() {
      await standIn.close();
      identity.close();
      rmSync(folder, { recursive: true });
    },
  };
}

/** Good for an hour and for this machine alone. */
function makeCertificate(folder: string): { key: string; cert: string } {
  const made = { key: path.join(folder, 'key.pem'), cert: path.join(folder, 'cert.pem') };
  const names = 'subjectAltName=DNS:localhost,IP:127.0.0.1';
  const asked = [
    'req',
    '-x509',
    '-newkey',
    'rsa:2048',
    '-nodes',
    '-days',
    '1',
    '-subj',
    '/CN=localhost',
    '-addext',
    names,
  ];
  execFileSync('openssl', [...asked, '-keyout', made.key, '-out', made.cert], { stdio: 'pipe' });
  return made;
}

async function startIdentity(hasIdentity: () => boolean): Promise<{ url: string; close: () => void }> {
  const server = createServer((_request, response) => {
    response.writeHead(hasIdentity() ? 200 : 400, { 'content-type': 'application/json' });
    const token = {
      access_token: 'a-token',
      expires_on: '4000000000',
      resource: 'https://ai.azure.com',
      token_type: 'Bearer',
    };
    response.end(JSON.stringify(hasIdentity() ? token : { error: 'no identity' }));
  });
  const url = `http://127.0.0.1:${await portOf(server)}/msi/token`;
  return {
    url,
    close: () => {
      server.closeAllConnections();
      server.close();
    },
  };
}

async function freePort(): Promise<number> {
  const server = createServer();
  const port = await portOf(server);
  await new Promise((resolve) => server.close(resolve));
  return port;
}

async function portOf(server: Server): Promise<number> {
  await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve));
  return (server.address() as AddressInfo).port;
}
