import { fileURLToPath } from 'node:url';

/** Where builds of the project keep what was compiled; programs that tests start read it too, and start in half the time. */
export const compiled = fileURLToPath(new URL('../../.astro/compiled', import.meta.url));

/** All that a program inherits from the shell that runs the tests. */
export const bareEnvironment: Readonly<Record<string, string>> = {
  PATH: process.env['PATH'] ?? '',
  NODE_COMPILE_CACHE: compiled,
};
