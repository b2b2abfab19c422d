import { expect, test } from '@jest/globals';
import { acceptsTaxii } from './media-type.js';

test.each([
  ['application/taxii+json;version=2.1', true],
  ['application/taxii+json; version="2.1"', true],
  ['application/taxii+json', true],
  ['application/taxii+json;version=2.0, application/taxii+json;version=2.1;q=0.5', true],
  ['*/*', true],
  ['text/html, application/*;q=0.8', true],
  [undefined, true],
  ['application/taxii+json;version=2.0', false],
  ['application/vnd.oasis.taxii+json; version=2.0', false],
  ['application/json', false],
  ['text/html', false],
  ['application/taxii+json;version=2.1;q=0, */*', false],
])('Accept: %s', (accept, isTaken) => {
  expect(acceptsTaxii(accept)).toBe(isTaken);
});
