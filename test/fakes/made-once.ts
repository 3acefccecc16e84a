/** What takes long to make and is plain data, made once for all suites of one worker. */
declare global {
  var madeInWorker: Map<string, string> | undefined;
}

/** Each suite gets its own copy, so that none can change it for another. */
export function madeOnce<Plain>(name: string, make: () => Plain): Plain {
  const made = globalThis.madeInWorker;
  let text = made?.get(name);
  if (text === undefined) {
    text = JSON.stringify(make());
    made?.set(name, text);
  }
  return JSON.parse(text) as Plain;
}
