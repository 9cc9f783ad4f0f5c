import { readdirSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import ts from 'typescript';
import { expect, test } from 'vitest';

// Trap 37: a transaction closes by itself while anything but the database is awaited in it.

const SRC = join(import.meta.dirname, '..', 'src');
const WORKS_IN = /\b(Reading|Writing)\b/;

/** What is awaited inside a transaction and is not the transaction's own doing. */
function strangers(name: string, text: string): string[] {
  const file = ts.createSourceFile(name, text, ts.ScriptTarget.Latest, true);
  const found: string[] = [];
  const visit = (node: ts.Node): void => {
    const tx = transactionOf(node);
    if (tx !== null) judge(node, new Set([tx]), found, name);
    ts.forEachChild(node, visit);
  };
  visit(file);
  return found;
}

/** The name under which a function gets a transaction to work in, or null where it gets none. */
function transactionOf(node: ts.Node): string | null {
  if (!ts.isFunctionLike(node)) return null;
  const [first] = node.parameters;
  if (first === undefined || !ts.isIdentifier(first.name)) return null;
  const told = first.type !== undefined && WORKS_IN.test(first.type.getText());
  const call = node.parent;
  const handed =
    ts.isCallExpression(call) &&
    ts.isPropertyAccessExpression(call.expression) &&
    ['read', 'write'].includes(call.expression.name.text) &&
    call.arguments[0] !== undefined &&
    ts.isArrayLiteralExpression(call.arguments[0]);
  return told || handed ? first.name.text : null;
}

/** Follows what comes of the transaction, and names every wait for something else. */
function judge(work: ts.Node, own: Set<string>, found: string[], name: string): void {
  const mentions = (node: ts.Node): boolean =>
    (isUse(node) && own.has(node.text)) || (ts.forEachChild(node, mentions) ?? false);
  const visit = (node: ts.Node): void => {
    // What has been read is data: waiting for something that is done with it is waiting for a stranger.
    const opens = ts.isVariableDeclaration(node) && node.initializer && !/\bawait\b/.test(node.getText());
    if (opens && node.initializer && mentions(node.initializer))
      for (const one of namesIn(node.name)) own.add(one);
    const waited = ts.isAwaitExpression(node) ? node.expression : null;
    if (waited && !mentions(waited)) found.push(`${name}: ${waited.getText()}`);
    ts.forEachChild(node, visit);
  };
  visit(work);
}

/** Whether a word is a name that is used, and not that of a part of something. */
function isUse(node: ts.Node): node is ts.Identifier {
  const { parent } = node;
  const part = ts.isPropertyAssignment(parent) || ts.isPropertyAccessExpression(parent);
  return ts.isIdentifier(node) && !(part && parent.name === node);
}

function namesIn(name: ts.BindingName): string[] {
  if (ts.isIdentifier(name)) return [name.text];
  return name.elements.flatMap((one) => (ts.isBindingElement(one) ? namesIn(one.name) : []));
}

test('37: nothing but the database is awaited inside a transaction', () => {
  const files = readdirSync(SRC, { recursive: true, encoding: 'utf8' }).filter((file) =>
    file.endsWith('.ts'),
  );
  const texts = files.map((file) => [file, readFileSync(join(SRC, file), 'utf8')] as const);
  expect(texts.flatMap(([file, text]) => strangers(file, text))).toEqual([]);
});

test.each([
  ["db.write(['base'], 'strict', async (tx) => { await fetch('/x'); })"],
  ["db.read(['base'], async (tx) => { const row = await tx.get(1); await seal({ ...row, tx: 1 }); })"],
  ["db.write(['meta'], 'relaxed', async (tx) => tx.put(await outside.digest(bytes)))"],
  ['async function keep(tx: Writing, row: Row) { await pause(10); }'],
])('37: it would be noticed: %s', (line) => {
  expect(strangers('planted.ts', line)).toHaveLength(1);
});

test('37: what the transaction itself brings may be awaited', () => {
  const line = "db.read(['a'], async (tx) => { const [one] = tx.all(); await one.done; await findAll(tx); })";
  expect(strangers('allowed.ts', line)).toEqual([]);
});
