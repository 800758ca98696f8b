import type { Confirmation, FormState } from '../enquiry/form/outcome.ts';
import type { PersonPage } from '../enquiry/progress-pages.ts';
import type { LoadShedding } from '../http/load-shedding.ts';
import type { HealthReport } from './health.ts';
import type { PostEnquiry } from './post-enquiry.ts';
import type { PlainPage } from './progress/plain-answers.ts';
import type { PostPerson } from './progress/post-person.ts';
import type { PostStaff } from './progress/post-staff.ts';
import type { RenderPage } from './render-page.ts';

/** The values of a page that answers a POST. */
export type Owed =
  | { readonly form: FormState }
  | { readonly confirmation: Confirmation }
  | { readonly person: PersonPage };

/**
 * The parts that answer dynamic requests: the form, the search, the person's and the staff's pages, the
 * health report.
 */
export interface LivePages {
  readonly renderPage: RenderPage;
  readonly postEnquiry: PostEnquiry;
  readonly postPerson: PostPerson;
  readonly postStaff: PostStaff;
  /** @param query the query of the confirmation's address, with its question mark */
  readonly readConfirmation: (query: string) => Confirmation | undefined;
  /**
   * Draws a page without Astro.
   * @param path of the page that cannot be rendered
   * @param errorPage the page of 503, as HTML
   * @returns that page with the confirmation, or with all typed values
   */
  readonly plain: (path: string, errorPage: string, owed: Owed) => PlainPage;
  readonly health: () => Promise<HealthReport>;
  readonly load: LoadShedding;
}
