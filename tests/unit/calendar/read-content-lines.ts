/** Reads iCalendar and vCard files as RFC 5545, 3.1 says; independent of the code that writes them. */

export interface Property {
  readonly name: string;
  readonly parameters: string;
  readonly value: string;
}

export interface Component {
  readonly name: string;
  readonly properties: readonly Property[];
  readonly components: readonly Component[];
}

/**
 * @throws on a line that breaks the rules of content lines: bare line breaks, lines that are too long, characters
 * split by a fold
 */
function unfold(file: Buffer): string[] {
  const octets = file.toString('latin1');
  if (!octets.endsWith('\r\n')) throw new Error('The last line has no end');
  const lines = octets.slice(0, -2).split('\r\n');
  for (const line of lines) {
    if (/[\r\n]/.test(line)) throw new Error('A bare line break');
    if (line.length > 75) throw new Error(`${line.length} octets in a line`);
    new TextDecoder('utf-8', { fatal: true }).decode(Buffer.from(line, 'latin1'));
  }
  const unfolded = Buffer.from(lines.join('\r\n').replaceAll('\r\n ', ''), 'latin1').toString('utf8');
  return unfolded.split('\r\n');
}

function propertyOf(line: string): Property {
  const found = /^([A-Z-]+)((?:;[A-Z-]+=[^:;"]+)*):(.*)$/u.exec(line);
  if (!found) throw new Error(`No content line: ${line}`);
  const [, name = '', parameters = '', value = ''] = found;
  return { name, parameters: parameters.slice(1), value };
}

/** @returns the single component of a file */
export function readComponent(text: string): Component {
  const root = { name: '', properties: [] as Property[], components: [] as Component[] };
  const open = [root];
  for (const property of unfold(Buffer.from(text, 'utf8')).map(propertyOf)) {
    const current = open.at(-1);
    if (current === undefined) throw new Error('More ends than beginnings');
    if (property.name === 'BEGIN') {
      const begun = { name: property.value, properties: [], components: [] };
      current.components.push(begun);
      open.push(begun);
    } else if (property.name === 'END') {
      if (property.value !== current.name) throw new Error(`END:${property.value} ends ${current.name}`);
      open.pop();
    } else {
      current.properties.push(property);
    }
  }
  const [only, ...others] = root.components;
  if (open.length !== 1 || only === undefined || others.length > 0) throw new Error('Not one component');
  return only;
}

/** @returns the unescaped text of a value of type TEXT; @throws on an unknown escape or a bare comma */
export function readText(value: string): string {
  return value.replace(/\\(.?)|[;,]/gsu, (whole, escaped?: string) => {
    if (escaped === 'n' || escaped === 'N') return '\n';
    if (escaped === '\\' || escaped === ';' || escaped === ',') return escaped;
    throw new Error(`Not text: ${whole}`);
  });
}

/** @returns the values of all properties with a name. */
export const valuesOf = (component: Component, name: string): string[] =>
  component.properties.filter((property) => property.name === name).map(({ value }) => value);

/** @returns the value of the only property with a name; @throws if there is none or more than one. */
export function onlyValueOf(component: Component, name: string): string {
  const [value, ...others] = valuesOf(component, name);
  if (value === undefined || others.length > 0) throw new Error(`Not one ${name} in ${component.name}`);
  return value;
}
