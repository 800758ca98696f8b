/** The fields of a group of facts, or of an entry of a list. */
export type Data = Readonly<Record<string, unknown>>;

/** @returns whether a value is an object with fields, not a list */
export const isData = (value: unknown): value is Data =>
  typeof value === 'object' && value !== null && !Array.isArray(value);

/** @returns the fields of a value; of a list its entries by index; an empty object for any other value */
export const dataOf = (value: unknown): Data =>
  typeof value === 'object' && value !== null ? (value as Data) : {};

/** @returns the entries of a list; an empty list for any other value */
export const itemsOf = (value: unknown): unknown[] => (Array.isArray(value) ? value : []);

/** @returns the value that identifies an entry of a list when other fields have changed; undefined: there is none */
export const signOf = (entry: unknown): unknown => {
  const data = isData(entry) ? entry : {};
  return data['klucz'] ?? data['nazwa'] ?? data['numer'] ?? data['slowo'] ?? data['szukaj'];
};
