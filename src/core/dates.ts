/** Calendar days as numbers, for comparing dates that people wrote. Knows no clock, no time zone and no language. */

/** `2026-09` or `2026-09-13`. */
const datePattern = /^(\d{4})-(\d{2})(?:-(\d{2}))?$/;

/**
 * Returns the day of a date, counted from 1970-01-01, or null for a text that is no date. A month counts as its last day.
 * The arithmetic is that of the Gregorian calendar: 97 leap years in 400.
 */
export function countDays(text: string): number | null {
  const match = datePattern.exec(text);
  if (match === null) return null;
  const [year, month] = [Number(match[1]), Number(match[2])];
  if (month < 1 || month > 12) return null;
  const most = daysOfMonth(year, month);
  const day = match[3] === undefined ? most : Number(match[3]);
  if (day < 1 || day > most) return null;
  let days = daysBefore(year) - daysBefore(1970) + day - 1;
  for (let before = 1; before < month; before += 1) days += daysOfMonth(year, before);
  return days;
}

function isLeap(year: number): boolean {
  return year % 4 === 0 && (year % 100 !== 0 || year % 400 === 0);
}

function daysOfMonth(year: number, month: number): number {
  if (month === 2) return isLeap(year) ? 29 : 28;
  return [4, 6, 9, 11].includes(month) ? 30 : 31;
}

/** Days from the year 0 to the first of January of a year. */
function daysBefore(year: number): number {
  const past = year - 1;
  return year * 365 + Math.floor(past / 4) - Math.floor(past / 100) + Math.floor(past / 400);
}
