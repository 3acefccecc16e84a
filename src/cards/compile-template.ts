/** Makes a card template a function of its data. What stands between `${` and `}` is read once, by the package where it is more than names; a name is looked up as the property it is, where the package takes it apart anew for every value of every card. */
import { Constant, ExpressionType, type Expression } from 'adaptive-expressions';
import { Template } from 'adaptivecards-templating';

/** What names are looked up in: those of `$data`, and what begins with a dollar. */
interface Scope {
  readonly $root: unknown;
  readonly $data: unknown;
}

type Bind = (scope: Scope) => unknown;

/** Gives what the package's own `expand` gives, for data whose names are written as in the template. */
export function compileTemplate(template: object): (root: object) => unknown {
  const bind = compile(template);
  return ($root) => bind({ $root, $data: $root });
}

function compile(node: unknown): Bind {
  if (typeof node === 'string') return compileText(node);
  if (Array.isArray(node)) return compileList(node.map(compile));
  if (typeof node === 'object' && node !== null) return compileObject(node as Readonly<Record<string, unknown>>);
  return () => node;
}

/** What is not there has no place in it, and what became several takes several. */
function compileList(elements: readonly Bind[]): Bind {
  return (scope) => {
    const list: unknown[] = [];
    for (const element of elements) {
      const value = element(scope);
      if (Array.isArray(value)) list.push(...(value as readonly unknown[]));
      else if (value !== null) list.push(value);
    }
    return list;
  };
}

function compileObject({ $data: data, $when: when, ...others }: Readonly<Record<string, unknown>>): Bind {
  const members = Object.entries(others).map(([name, member]) => [name, compile(member)] as const);
  const isThere = compileCondition(when);
  const make = (scope: Scope): readonly object[] => {
    if (!isThere(scope)) return [];
    const made: Record<string, unknown> = {};
    for (const [name, member] of members) made[name] = member(scope);
    return [made];
  };
  if (data === undefined) return (scope) => make(scope)[0] ?? null;
  const dataIn = compile(data);
  return (scope) => {
    const found = dataIn(scope);
    const made = (Array.isArray(found) ? found : [found]).flatMap(($data: unknown) => make({ ...scope, $data }));
    return made.length > 1 ? made : (made[0] ?? null);
  };
}

/** Anything but true is not there; nor is what has a condition that is none. */
function compileCondition(when: unknown): (scope: Scope) => boolean {
  const path = typeof when === 'string' ? onlyNames(when) : null;
  if (path) return (scope) => lookUp(path, scope) === true;
  const read = typeof when === 'string' ? Template.parseInterpolatedString(when) : when;
  if (typeof read !== 'object' || read === null) return () => !read;
  const value = compileExpression(read as Expression, () => false);
  return (scope) => value(scope) === true;
}

/** `['state', 'title']` of `${state.title}`; null for what is more than names, or is a value itself. The package took a third of a second of every start to read all of them. */
function onlyNames(text: string): readonly string[] | null {
  const [, names] = /^\$\{(?!(?:true|false|null|undefined)\b)([A-Za-z_$]\w*(?:\.[A-Za-z_]\w*)*)\}$/.exec(text) ?? [];
  return names?.split('.') ?? null;
}

function compileText(text: string): Bind {
  const path = onlyNames(text);
  if (path) return shown((scope) => lookUp(path, scope), text);
  const read = Template.parseInterpolatedString(text);
  if (typeof read === 'string') return () => read;
  if (read.type !== ExpressionType.Concat)
    return compileShown(read, (error) => {
      throw new Error(error);
    });
  const parts = read.children.map((child) => compileShown(child, () => undefined));
  return (scope) => parts.map((part) => String(part(scope))).join('');
}

function compileShown(expression: Expression, failed: (error: string) => unknown): Bind {
  return shown(compileExpression(expression, failed), `\${${expression.toString()}}`);
}

/** What is missing shows its name. */
function shown(value: Bind, missing: string): Bind {
  return (scope) => {
    const found = value(scope);
    return found === undefined ? missing : found;
  };
}

/** `failed`: what stands for an expression that cannot be worked out. */
function compileExpression(expression: Expression, failed: (error: string) => unknown): Bind {
  if (expression instanceof Constant) return () => expression.value as unknown;
  const path = pathOf(expression);
  if (path) return (scope) => lookUp(path, scope);
  return (scope) => {
    const found = expression.tryEvaluate({ ...(scope.$data as object), ...scope });
    return found.error ? failed(found.error) : (found.value as unknown);
  };
}

/** `['state', 'title']` of `state.title`; null for what is more than names. */
function pathOf({ type, children: [name, of] }: Expression): readonly string[] | null {
  if (type !== ExpressionType.Accessor || !(name instanceof Constant)) return null;
  const before = of ? pathOf(of) : [];
  return before && [...before, String(name.value)];
}

function lookUp(path: readonly string[], scope: Scope): unknown {
  let found: unknown = path[0]?.startsWith('$') ? scope : scope.$data;
  for (const name of path) found = (found as Readonly<Record<string, unknown>> | null | undefined)?.[name];
  return found;
}
