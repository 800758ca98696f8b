import { spawn } from 'node:child_process';
import { join } from 'node:path';
import { isOver, listOrders, readOrder } from './orders.ts';
import { outcomesFile } from './outcomes.ts';

const lookMilliseconds = 500;
/** Pause after a builder that processed no order, so that one that cannot start is not started again and again. */
const restMilliseconds = 10_000;

/** Starts the builder when there are orders. */
export interface OrderRunner {
  /** Starts no more builders; resolves when the running one has ended. */
  stop(): Promise<void>;
}

/** @returns whether there is an order without a final outcome */
const hasOpenOrder = (root: string, folder: string): boolean =>
  listOrders(folder).some((id) => !isOver(readOrder(outcomesFile(root), id)));

/**
 * For one machine where editing and building run as one user, as under `npm start`: starts the builder
 * (`src/cli/build-orders.ts`) as a separate process whenever there is an order. In production systemd does it.
 *
 * @param options.root the project's folder
 * @param options.folder of the orders
 * @param options.environment of the builder, with the settings of the site
 */
export function startOrderRunner(options: {
  readonly root: string;
  readonly folder: string;
  readonly environment: NodeJS.ProcessEnv;
}): OrderRunner {
  const { root, folder, environment } = options;
  let stopped = false;
  let working: Promise<void> | undefined;
  let restUntil = 0;

  const build = (): Promise<void> =>
    new Promise((resolve) => {
      const child = spawn(process.execPath, [join(root, 'src', 'cli', 'build-orders.ts')], {
        cwd: root,
        env: environment,
        stdio: ['ignore', 'ignore', 'inherit'],
      });
      child.once('error', () => resolve());
      child.once('close', () => resolve());
    });

  async function work(): Promise<void> {
    await build();
    if (hasOpenOrder(root, folder)) restUntil = performance.now() + restMilliseconds;
    working = undefined;
  }

  const look = setInterval(() => {
    if (stopped || working !== undefined || performance.now() < restUntil) return;
    if (hasOpenOrder(root, folder)) working = work();
  }, lookMilliseconds);
  look.unref();

  return {
    async stop() {
      stopped = true;
      clearInterval(look);
      await working;
    },
  };
}
