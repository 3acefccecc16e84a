/** Waits for what the demo starts: a free port before, an answering address after. */
import { createServer } from 'node:net';
import type { Child } from './child';

const pollEveryMs = 100;
const portsTried = 20;

/** Whether nothing listens on the port, on any address of this machine. */
export async function isPortFree(port: number): Promise<boolean> {
  // A listener on all addresses does not collide with one on loopback alone on every system, so both are tried.
  return (await canListen(port, '127.0.0.1')) && (await canListen(port, undefined));
}

/** This port or the next one that is free; this one where none of the next is. */
export async function freePortFrom(first: number): Promise<number> {
  for (let port = first; port < first + portsTried; port += 1) if (await isPortFree(port)) return port;
  return first;
}

function canListen(port: number, host: string | undefined): Promise<boolean> {
  return new Promise((resolve) => {
    const probe = createServer();
    probe.once('error', () => {
      resolve(false);
    });
    probe.listen({ port, host, exclusive: true }, () => {
      probe.close(() => {
        resolve(true);
      });
    });
  });
}

/** True once the address answers; false when the child ended first or the time is over. */
export async function isAnswering(url: string, child: Child, timeoutMs: number): Promise<boolean> {
  for (let waitedMs = 0; waitedMs < timeoutMs; waitedMs += pollEveryMs) {
    if (!child.isRunning()) return false;
    if (await answers(url)) return true;
    await new Promise((resolve) => setTimeout(resolve, pollEveryMs));
  }
  return false;
}

async function answers(url: string): Promise<boolean> {
  try {
    const response = await fetch(url, { signal: AbortSignal.timeout(1_000) });
    return response.ok;
  } catch {
    return false; // nobody listens yet: exactly what is waited for
  }
}
