/** How long a crash test may take: it starts up to eight processes one after the other, each of which took 17 s on two cores at a load of 15. */
jest.setTimeout(300_000);
