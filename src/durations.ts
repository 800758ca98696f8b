/** Lengths of time, in milliseconds. */
export const minute = 60_000;
export const hour = 60 * minute;
/** 24 hours, not a day of the calendar: on two days of a year that is another length. */
export const day = 24 * hour;
