/** The fields of a group of facts, or of an entry of a list. */
export type Data = Readonly<Record<string, unknown>>;

/** @returns whether a value has fields: no list, no text */
export const isData = (value: unknown): value is Data =>
  typeof value === 'object' && value !== null && !Array.isArray(value);

/** @returns the fields of a value, of a list its entries by their places; none of what has none */
export const dataOf = (value: unknown): Data =>
  typeof value === 'object' && value !== null ? (value as Data) : {};

/** @returns the entries of a list; none of what is none */
export const itemsOf = (value: unknown): unknown[] => (Array.isArray(value) ? value : []);

/** @returns by what an entry of a list is known though something in it has changed; undefined: by nothing */
export const signOf = (entry: unknown): unknown => {
  const data = isData(entry) ? entry : {};
  return data['klucz'] ?? data['nazwa'] ?? data['numer'] ?? data['slowo'] ?? data['szukaj'];
};
