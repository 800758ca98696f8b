declare namespace App {
  /** What the server gives a page to draw: values only. */
  interface Locals {
    /** The moment of reading. */
    readonly now: Date;
    /** For the form's page. */
    readonly form?: import('./enquiry/form/outcome.ts').FormState;
    /** For the confirmation's page; absent where its address was not signed here. */
    readonly confirmation?: import('./enquiry/form/outcome.ts').Confirmation;
    /** For the person's page; absent: nothing was sent. */
    readonly person?: import('./enquiry/progress-pages.ts').PersonPage;
    /** For the staff's page; absent: the page is only loaded. */
    readonly staff?: import('./enquiry/progress-pages.ts').StaffPage;
  }
}
