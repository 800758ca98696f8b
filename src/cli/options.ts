import { type ParseArgsConfig, parseArgs } from 'node:util';

/**
 * @param options those that the command knows
 * @returns the ones that were given; any other argument ends the process with 2
 */
export function optionsOrExit<const Options extends NonNullable<ParseArgsConfig['options']>>(
  options: Options,
) {
  try {
    return parseArgs({ options }).values;
  } catch (fault) {
    const known = Object.keys(options).map((name) => `--${name}`);
    const reason = fault instanceof Error ? fault.message : String(fault);
    process.stderr.write(`${reason}\nThis command knows: ${known.join(', ') || 'no argument'}\n`);
    process.exit(2);
  }
}
