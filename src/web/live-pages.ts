import type { Confirmation, FormState } from '../enquiry/form/outcome.ts';
import type { LoadShedding } from '../http/load-shedding.ts';
import type { HealthReport } from './health.ts';
import type { PostEnquiry } from './post-enquiry.ts';
import type { PostPerson } from './progress/post-person.ts';
import type { PostStaff } from './progress/post-staff.ts';
import type { RenderPage } from './render-page.ts';

/** What answers where a file does not: the form, the search, how far an enquiry is, the health. */
export interface LivePages {
  readonly renderPage: RenderPage;
  readonly postEnquiry: PostEnquiry;
  readonly postPerson: PostPerson;
  readonly postStaff: PostStaff;
  /** @param query of the confirmation's address, with its question mark */
  readonly readConfirmation: (query: string) => Confirmation | undefined;
  /**
   * @param path of the form
   * @param errorPage the page of the error, as HTML
   * @returns the error's page with all that was typed, as HTML
   */
  readonly plainForm: (path: string, errorPage: string, form: FormState) => string;
  readonly health: () => Promise<HealthReport>;
  readonly load: LoadShedding;
}
