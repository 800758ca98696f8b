/**
 * Runs in a worker thread: loads the pages' program of a build with other content, renders one page, and ends. So
 * each preview starts fresh, and no memory is kept.
 */
import { registerHooks } from 'node:module';
import { parentPort, workerData } from 'node:worker_threads';

/** The message to the thread. */
export interface DrawOrder {
  /** URL of the pages' program. */
  readonly program: string;
  /** The content, as `contentStore` gives it. */
  readonly store: string;
  /** The full URL of the page. */
  readonly url: string;
}

/**
 * The part of Astro's program of static pages that its own build uses (astro 7.3, core/build/default-prerenderer).
 */
interface Pages {
  readonly manifest: {
    readonly routes: readonly {
      readonly routeData: { readonly prerender: boolean; readonly pattern: RegExp };
    }[];
  };
  setInternals(internals: unknown): void;
  setOptions(options: unknown): void;
  render(request: Request, options: { routeData: unknown }): Promise<Response>;
}

const { program, store, url } = workerData as DrawOrder;

registerHooks({
  load: (address, context, next) =>
    /\/_astro_data-layer-content_[^/]*\.mjs$/.test(address)
      ? {
          format: 'module',
          source: `export default JSON.parse(${JSON.stringify(store)});`,
          shortCircuit: true,
        }
      : next(address, context),
});

const { app } = (await import(program)) as { readonly app: Pages };
// Nothing of a real build is needed but the pages: stylesheets are inlined, and there are no scripts.
app.setInternals({ pagesByKeys: new Map() });
app.setOptions({ settings: { scripts: [] }, logger: { options: { destination: { write() {} } } } });
const { pathname } = new URL(url);
const route = app.manifest.routes.find(
  ({ routeData }) => routeData.prerender && routeData.pattern.test(pathname),
);
const response = route && (await app.render(new Request(url), { routeData: route.routeData }));
parentPort?.postMessage(response?.status === 200 ? await response.text() : undefined);
