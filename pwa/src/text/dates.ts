/** How days and times are said: `23 November 2026`, `14:05`, on the clock of the organisation's place. */

const formats = new Map<string, Intl.DateTimeFormat>();

/** A format is costly to make and is asked for once per line of a list, so each is made once. */
function format(zone: string, options: Intl.DateTimeFormatOptions): Intl.DateTimeFormat {
  const key = `${zone} ${Object.keys(options).join()}`;
  const known = formats.get(key);
  if (known) return known;
  const made = new Intl.DateTimeFormat('en-GB', { timeZone: zone, hourCycle: 'h23', ...options });
  formats.set(key, made);
  return made;
}

/** Says the day of an instant: `23 November 2026`. */
function day(instant: string, zone: string): string {
  return format(zone, { day: 'numeric', month: 'long', year: 'numeric' }).format(new Date(instant));
}

/** Says the day of an instant with its weekday: `Monday 23 November 2026`. */
export function weekday(instant: string, zone: string): string {
  const name = format(zone, { weekday: 'long' }).format(new Date(instant));
  return `${name} ${day(instant, zone)}`;
}

/** Says the time of an instant: `14:05`. */
export function clock(instant: string, zone: string): string {
  return format(zone, { hour: '2-digit', minute: '2-digit' }).format(new Date(instant));
}

/** Says day and time: `23 November 2026 at 14:05`. */
export function dayAndClock(instant: string, zone: string): string {
  return `${day(instant, zone)} at ${clock(instant, zone)}`;
}

/** Says day and time with the weekday: `Monday 23 November 2026 at 14:05`. */
export function weekdayAndClock(instant: string, zone: string): string {
  return `${weekday(instant, zone)} at ${clock(instant, zone)}`;
}

/** Says day and time in the fewest words that cannot be mistaken: `14:05`, `yesterday at 14:05`, or in full. */
export function shortly(instant: string, now: Date, zone: string): string {
  const today = day(now.toISOString(), zone);
  const yesterday = day(new Date(now.getTime() - 24 * HOUR).toISOString(), zone);
  const said = day(instant, zone);
  if (said === today) return clock(instant, zone);
  if (said === yesterday) return `yesterday at ${clock(instant, zone)}`;
  return dayAndClock(instant, zone);
}

/** Says a day of the calendar, `1980-02-05`, as `5 February 1980`; what is not one is said as it came. */
export function date(plain: string): string {
  const at = new Date(`${plain}T12:00:00Z`);
  return Number.isNaN(at.getTime()) ? plain : day(at.toISOString(), 'UTC');
}

/** Says a month of the calendar, `2026-10`, as `October 2026`. */
export function month(plain: string): string {
  return format('UTC', { month: 'long', year: 'numeric' }).format(new Date(`${plain}-15T12:00:00Z`));
}

const MINUTE = 60_000;
const HOUR = 60 * MINUTE;

/**
 * Says how long ago something was: `less than a minute`, `5 min`, `3 h`, `2 days`; of what lies more than an hour
 * ahead, where a clock was set back since, nobody knows it.
 */
export function age(instant: string, now: Date): string {
  const passed = now.getTime() - new Date(instant).getTime();
  if (passed < -HOUR) return 'an unknown time';
  if (passed < MINUTE) return 'less than a minute';
  if (passed < HOUR) return `${Math.floor(passed / MINUTE)} min`;
  if (passed < 48 * HOUR) return `${Math.floor(passed / HOUR)} h`;
  return `${Math.floor(passed / (24 * HOUR))} days`;
}
