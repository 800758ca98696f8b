import type { Calendar } from '../enquiry/monitoring/digest.ts';
import { weekdayOf } from '../hours/days.ts';
import { holidayOn } from '../hours/holidays.ts';
import { momentOf, warsawTime } from '../hours/warsaw-time.ts';

const saturday = 6;

/** The calendar that the courier's digest goes by: Monday to Friday without Polish public holidays. */
export const warsawCalendar: Calendar = {
  localTime: warsawTime,
  momentOf,
  isWorkingDay: (day) => weekdayOf(day) < saturday && holidayOn(day) === undefined,
};
