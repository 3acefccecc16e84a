/** How long a test of whole processes may take: it starts up to eight one after the other, each of which took 17 s on two cores at a load of 15, or a browser, a desk and the Playground. */
jest.setTimeout(300_000);
