import type { LoadShedding } from '../http/load-shedding.ts';
import type { HealthReport } from './health.ts';
import type { FormDesk } from './post-enquiry.ts';
import type { RenderPage } from './render-page.ts';

/** What answers where a file does not: the form, the search, the health. */
export interface LivePages {
  readonly renderPage: RenderPage;
  readonly formDesk: FormDesk;
  readonly health: () => Promise<HealthReport>;
  readonly load: LoadShedding;
}
