declare namespace App {
  /** The live parts that the server hands to server-rendered pages. */
  interface Locals {
    reception: import('./enquiry/outcome.ts').Reception;
    /** Present on POST. */
    submission?: import('./enquiry/outcome.ts').Submission;
    clock: () => Date;
  }
}
