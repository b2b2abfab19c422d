import openapiTS, { astToString, type OpenAPI3 } from 'openapi-typescript';
import ts from 'typescript';

const BYTES = ts.factory.createUnionTypeNode(
  ['Blob', 'ReadableStream'].map((name) => ts.factory.createTypeReferenceNode(name)),
);

/** `node-api.d.ts` as it has to be for a node whose API is this OpenAPI document. */
export async function typesOf(document: object): Promise<string> {
  return astToString(
    await openapiTS(document as OpenAPI3, {
      transform: (schema) => ('format' in schema && schema.format === 'binary' ? BYTES : undefined),
    }),
  );
}
