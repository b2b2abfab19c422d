import { type AsJson, print, printJson, say, width } from './output.js';
import { loadSession } from './session.js';
import { table } from './table.js';

/** `liaison place NAME` */
export async function findPlace(name: string, options: AsJson & { country?: string }): Promise<void> {
  const { api } = await loadSession();
  const query = { q: name, ...(options.country && { country: options.country }) };
  const answer = await api.get('/api/v1/places', { params: { query } });
  if (options.json) return printJson(answer);
  if (answer.places.length === 0) return say('No place of this name. Give it by its coordinates.');
  const rows = answer.places.map((one) => [
    one.name,
    one.crossingTo ? `${one.country}–${one.crossingTo}` : one.country,
    one.latitude.toFixed(2),
    one.longitude.toFixed(2),
  ]);
  print(table(['PLACE', 'COUNTRY', 'LATITUDE', 'LONGITUDE'], rows, width(), 0));
}
