import { useWords } from '../language/index.js';

interface Reason {
  readonly signal: string;
  readonly shared: readonly string[];
}
/** What of a comparison is a word of its own, and no name, number or code. */
const SAID = ['same-season', 'other-season', 'routes-far-apart', 'other-offence', 'countries'];

/** Why two alerts seem to tell of one network, the strongest first, in the reader's words. */
export function useReasons() {
  const { t, alert: words, country, isolated, comma, colon } = useWords();
  const groups: Readonly<Record<string, Readonly<Record<string, string>>>> = {
    recruitment: words.recruitment,
    concealment: words.concealment,
    control: words.control,
    payment: words.payment,
    transport: words.transport,
    structure: words.structure,
    purpose: words.purpose,
  };
  /** `concealment:night-convoy`, `document:passport/forged`; a count of how many of how many stays as it is. */
  const method = (code: string): string => {
    const [group = '', value = ''] = code.split(':');
    const [document = '', abuse = ''] = value.split('/');
    if (group === 'document')
      return `${(words.document as Record<string, string>)[document] ?? document}${comma}${(words.abuse as Record<string, string>)[abuse] ?? abuse}`;
    return groups[group]?.[value] ?? isolated(code);
  };
  /** `plate:NE:8A3921`: the type, of which country or service, and the value. */
  const indicator = (key: string): string => {
    const [type = '', of = '', ...value] = key.split(':');
    const where = /^[A-Z]{2}$/.test(of) ? ` (${country(of)})` : of ? ` (${isolated(of)})` : '';
    return `${(words.indicator as Record<string, string>)[type] ?? type}${where} ${isolated(value.join(':'))}`;
  };
  const shared = (signal: string, one: string): string => {
    if (signal === 'methods') return method(one);
    if (signal === 'indicator') return indicator(one);
    return SAID.includes(one) ? t(`shared.${one}`) : isolated(one);
  };
  return ({ signal, shared: all }: Reason): string =>
    `${t(`signal.${signal}`)}${colon}${all.map((one) => shared(signal, one)).join(comma)}`;
}
