import { readFileSync } from 'node:fs';
import { expect, test } from '@jest/globals';
import ts from 'typescript';
import { sourcesUnder } from './support/sources.js';

/** What takes more is about two things, and is taken apart by what they are. */
const MOST = 6;

/** Constructors and functions of a source that take more than that, each as `file:line takes n`. */
function takingTooMany(file: string, text: string): string[] {
  const found: string[] = [];
  const source = ts.createSourceFile(file, text, ts.ScriptTarget.Latest);
  const look = (node: ts.Node): void => {
    if (ts.isFunctionLike(node) && node.parameters.length > MOST) {
      const { line } = source.getLineAndCharacterOfPosition(node.parameters.pos);
      found.push(`${file}:${line + 1} takes ${node.parameters.length}`);
    }
    ts.forEachChild(node, look);
  };
  look(source);
  return found;
}

test('constructors and functions take six things at most', () => {
  const sources = [...sourcesUnder('apps'), ...sourcesUnder('libs')];
  expect(sources.length).toBeGreaterThan(500);
  expect(sources.flatMap((file) => takingTooMany(file, readFileSync(file, 'utf8')))).toEqual([]);
});

test('one that takes seven is found, whatever it is', () => {
  const seven = 'a: A, b: B, c: C, d: D, e: E, f: F, g: G';
  const source = `
    class Service {
      constructor(${seven.replaceAll(/(?=\b\w:)/g, 'private readonly ')}) {}
      private keep(${seven}): void {}
    }
    function keep(${seven}): void {}
    const kept = (${seven}) => undefined;
    type Keep = (${seven}) => void;
    const few = (a: A, b: B, c: C, d: D, e: E, { f, g, h }: F) => undefined;
  `;
  expect(takingTooMany('example.ts', source)).toEqual([3, 4, 6, 7, 8].map((line) => `example.ts:${line} takes 7`));
});
