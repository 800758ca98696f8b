declare namespace App {
  /** The live parts that the server hands to server-rendered pages. */
  interface Locals {
    reception: import('./enquiry/form/outcome.ts').Reception;
    /** Present on POST. */
    submission?: import('./enquiry/form/outcome.ts').Submission;
    clock: () => Date;
  }
}
