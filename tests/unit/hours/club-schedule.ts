import type { Exception, Schedule, Week } from '../../../src/hours/schedule.ts';

const at = (hours: number, minutes = 0): number => hours * 60 + minutes;

export const clubWeek: Week = {
  1: [{ opens: at(7, 30), closes: at(17) }],
  2: [{ opens: at(7, 30), closes: at(15, 30) }],
  3: [{ opens: at(7, 30), closes: at(15, 30) }],
  4: [{ opens: at(7, 30), closes: at(15, 30) }],
  5: [{ opens: at(7, 30), closes: at(14) }],
  6: [],
  7: [],
};

/** The club's week with the given exceptions. */
export const clubSchedule = (...exceptions: Exception[]): Schedule => ({ week: clubWeek, exceptions });
