/** A line to a server that can go silent without a word, as a cable that is pulled or a server that hangs does. */
import { connect, createServer, type AddressInfo, type Socket } from 'node:net';

export interface Line {
  readonly port: number;
  /** What is sent from now on arrives nowhere, either way. */
  silence(): void;
  /** What is sent with this text arrives, and its answer does not: the line breaks then, once. */
  breakAfter(text: string): void;
  close(): Promise<void>;
}

export async function startLine(toPort: number): Promise<Line> {
  let isSilent = false;
  let breaksAfter: string | null = null;
  const open = new Set<Socket>();
  const pass = (from: Socket, to: Socket): void => {
    open.add(from);
    from.on('data', (bytes) => isSilent || to.write(bytes));
    from.on('error', () => to.destroy());
    from.on('close', () => {
      open.delete(from);
      to.destroy();
    });
  };
  const server = createServer((socket) => {
    const onward = connect(toPort, '127.0.0.1');
    socket.on('data', (bytes) => {
      if (breaksAfter === null || !bytes.includes(breaksAfter)) return;
      breaksAfter = null;
      // What was sent is read before the end of it is heard.
      onward.removeAllListeners('data');
      onward.resume();
      setTimeout(() => socket.destroy(), 100);
    });
    pass(socket, onward);
    pass(onward, socket);
  });
  await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve));
  return {
    port: (server.address() as AddressInfo).port,
    silence() {
      isSilent = true;
    },
    breakAfter(text) {
      breaksAfter = text;
    },
    close: () =>
      new Promise((resolve) => {
        for (const socket of open) socket.destroy();
        server.close(() => {
          resolve();
        });
      }),
  };
}
