declare namespace App {
  /** The values that the server gives to a page. */
  interface Locals {
    /** The moment of reading. */
    readonly now: Date;
    /** For the form's page. */
    readonly form?: import('./enquiry/form/outcome.ts').FormState;
    /** For the confirmation's page; absent when we did not issue its address. */
    readonly confirmation?: import('./enquiry/form/outcome.ts').Confirmation;
    /** For the person's page; absent: nothing was sent. */
    readonly person?: import('./enquiry/progress-pages.ts').PersonPage;
    /** For the staff's page; absent when the page is only loaded for a test. */
    readonly staff?: import('./enquiry/progress-pages.ts').StaffPage;
  }
}
