/** Preloaded into the server: collects garbage every second, so that growing memory is memory still in use. */
import { setFlagsFromString } from 'node:v8';
import { runInNewContext } from 'node:vm';

setFlagsFromString('--expose-gc');
const collect: () => void = runInNewContext('gc');
setInterval(collect, 1_000).unref();
