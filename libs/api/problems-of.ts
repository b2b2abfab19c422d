import ts from 'typescript';

/** Of a status: a code that is known only as it runs, as the log or a kind has it. */
const ANY = '*';
/** The problems that a handler can answer with, by status, each by its code. */
export type Problems = Readonly<Record<string, readonly string[]>>;

/** The node's sources, all that its module leads to, where the working directory is the repository. */
export function nodeProgram(): ts.Program {
  const { config } = ts.readConfigFile('tsconfig.json', ts.sys.readFile);
  const { options } = ts.parseJsonConfigFileContent(config, ts.sys, '.');
  return ts.createProgram(['apps/node/src/node.module.ts'], { ...options, noEmit: true, incremental: false });
}

const ROUTE_DECORATORS = new Set(['Get', 'Post', 'Put', 'Delete', 'Events']);

/**
 * Which problems each route's handler can come to, found in the source: whatever it calls, and what that calls, as far as
 * what is called is written down in these files.
 * @param beside functions that run before every handler: `Class.method`
 * @returns by `Class.method`, and under `beside`'s own names what those come to
 */
export function problemsOf(program: ts.Program, beside: readonly string[]): Readonly<Record<string, Problems>> {
  const checker = program.getTypeChecker();
  const found: Record<string, Problems> = {};
  const visit = (node: ts.Node): void => {
    if (ts.isMethodDeclaration(node) && ts.isClassLike(node.parent)) {
      const name = `${node.parent.name?.text}.${node.name.getText()}`;
      if (beside.includes(name) || isRoute(node)) found[name] = byStatus(reachedFrom(node, checker));
    }
    ts.forEachChild(node, visit);
  };
  for (const file of program.getSourceFiles()) if (isOurs(file)) visit(file);
  return Object.fromEntries(Object.entries(found).sort(([a], [b]) => (a < b ? -1 : 1)));
}

const isOurs = (file: ts.SourceFile): boolean => !file.isDeclarationFile && !file.fileName.includes('/node_modules/');

const isRoute = (node: ts.MethodDeclaration): boolean =>
  (ts.getDecorators(node) ?? []).some(
    ({ expression }) => ts.isCallExpression(expression) && ROUTE_DECORATORS.has(expression.expression.getText()),
  );

/** `status code`, of each problem made in a function or in whatever it leads to. */
function reachedFrom(start: ts.Node, checker: ts.TypeChecker): ReadonlySet<string> {
  const problems = new Set<string>();
  const seen = new Set<ts.Node>();
  const follow = (body: ts.Node): void => {
    if (seen.has(body)) return;
    seen.add(body);
    const walk = (node: ts.Node): void => {
      for (const made of problemsMadeBy(node, checker)) problems.add(made);
      if (ts.isIdentifier(node) && !isDeclared(node)) for (const next of bodiesOf(node, checker)) follow(next);
      ts.forEachChild(node, walk);
    };
    walk(body);
  };
  follow(start);
  return problems;
}

/** `problem(404, 'unit-unknown', …)` and `new Problem(422, { code: 'fields-wrong', … })`. */
function* problemsMadeBy(node: ts.Node, checker: ts.TypeChecker): Generator<string> {
  if (!ts.isCallExpression(node) && !ts.isNewExpression(node)) return;
  const [status, what] = node.arguments ?? [];
  if (!status || !what) return;
  const isOne = ts.isNewExpression(node) ? 'Problem' : 'problem';
  if (node.expression.getText() !== isOne) return;
  const code = ts.isObjectLiteralExpression(what) ? fieldOf(what, 'code') : what;
  if (!code) return;
  for (const number of literalsOf(checker.getTypeAtLocation(status)))
    for (const name of codesOf(code, checker)) yield `${number} ${name}`;
}

/** The codes that a refusal, or what stands for its code, can have by its type. */
function codesOf(node: ts.Expression, checker: ts.TypeChecker): string[] {
  const type = checker.getTypeAtLocation(node);
  const code = type.getProperty('code');
  const codes = literalsOf(code ? checker.getTypeOfSymbolAtLocation(code, node) : type);
  return codes.length > 0 ? codes : [ANY];
}

const fieldOf = (object: ts.ObjectLiteralExpression, field: string): ts.Expression | undefined =>
  object.properties.filter(ts.isPropertyAssignment).find(({ name }) => name.getText() === field)?.initializer;

/** The values that something of a type can have, where the type says them. */
function literalsOf(type: ts.Type): string[] {
  const types = type.isUnion() ? type.types : [type];
  return types.flatMap((each) => (each.isStringLiteral() || each.isNumberLiteral() ? [String(each.value)] : []));
}

const isDeclared = (node: ts.Identifier): boolean =>
  'name' in node.parent && node.parent.name === node && !ts.isPropertyAccessExpression(node.parent);

/** What runs where a name is called: the bodies of functions, methods, and constants that hold functions. */
function bodiesOf(node: ts.Identifier, checker: ts.TypeChecker): ts.Node[] {
  const named = checker.getSymbolAtLocation(node);
  const symbol = named && named.flags & ts.SymbolFlags.Alias ? checker.getAliasedSymbol(named) : named;
  return (symbol?.declarations ?? []).filter((declaration) => isOurs(declaration.getSourceFile())).flatMap(bodyIn);
}

function bodyIn(declaration: ts.Declaration): ts.Node[] {
  if (ts.isFunctionDeclaration(declaration) || ts.isMethodDeclaration(declaration) || ts.isAccessor(declaration))
    return declaration.body ? [declaration.body] : [];
  if (!ts.isVariableDeclaration(declaration) && !ts.isPropertyDeclaration(declaration)) return [];
  const { initializer } = declaration;
  return initializer && holdsFunction(initializer) ? [initializer] : [];
}

const holdsFunction = (node: ts.Expression): boolean =>
  ts.isArrowFunction(node) ||
  ts.isFunctionExpression(node) ||
  (ts.isCallExpression(node) && node.arguments.some(holdsFunction));

function byStatus(problems: ReadonlySet<string>): Problems {
  const codes: Record<string, string[]> = {};
  for (const one of [...problems].sort()) {
    const [status, code] = one.split(' ') as [string, string];
    codes[status] = [...(codes[status] ?? []), code];
  }
  return codes;
}

/** The source of the table that the API's document is made with. */
export const asSource = (
  problems: Readonly<Record<string, Problems>>,
): string => `// Generated by "npm run api-problems". Do not edit.
/** What each route's handler can answer with beside what it is asked for: by status, the problems' codes. */
export const PROBLEMS_OF_ROUTES: Readonly<Record<string, Readonly<Record<string, readonly string[]>>>> = {
${Object.entries(problems)
  .map(([handler, codes]) => `  ${JSON.stringify(handler)}: ${JSON.stringify(codes)},\n`)
  .join('')}};
`;
