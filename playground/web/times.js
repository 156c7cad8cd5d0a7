// Times as the acting person reads them: their own zone, whatever zone this computer is in.
import { store } from "./store.js";

const LOCALE = "en-GB";
// Making a format is slow and each message needs several, so each is made once.
const formats = new Map();
const zones = new Map();

function format(options) {
  const timeZone = zone();
  const key = timeZone + JSON.stringify(options);
  if (!formats.has(key)) formats.set(key, new Intl.DateTimeFormat(LOCALE, { timeZone, ...options }));
  return formats.get(key);
}

/** The acting person's time zone; UTC where the server gives none that this browser knows. */
export function zone() {
  const wanted = store.screen?.me.tz || "UTC";
  if (!zones.has(wanted)) zones.set(wanted, isZone(wanted) ? wanted : "UTC");
  return zones.get(wanted);
}

function isZone(name) {
  try {
    new Intl.DateTimeFormat(LOCALE, { timeZone: name });
    return true;
  } catch (error) {
    if (error instanceof RangeError) return false;
    throw error;
  }
}

/** The workspace's time now, in milliseconds: what the server said, plus what has passed since. */
export function nowMs() {
  return store.screen ? Date.parse(store.screen.now) + (Date.now() - store.seenAt) : Date.now();
}

/** A Slack timestamp ("1772442000.000100") in milliseconds. */
export function tsMs(ts) {
  return Number(ts) * 1000;
}

const TIME = { hour: "2-digit", minute: "2-digit", hourCycle: "h23" };

/** "09:05" */
export function clockTime(ms) {
  return format(TIME).format(ms);
}

/** "Monday 2 March 2026, 09:05 (Europe/Berlin)" */
export function fullTime(ms) {
  return `${longDay(ms)}, ${clockTime(ms)} (${zone()})`;
}

/** "Mon 2 Mar 2026" */
export function shortDay(ms) {
  return format({ weekday: "short", day: "numeric", month: "short", year: "numeric" }).format(ms).replace(",", "");
}

/** "Monday 2 March 2026" */
function longDay(ms) {
  return format({ weekday: "long", day: "numeric", month: "long", year: "numeric" }).format(ms).replace(",", "");
}

/** "2026-03-02", the same for two moments on the same day in the person's zone. */
export function dayKey(ms) {
  return fields(ms).slice(0, 3).join("-");
}

/** What a day separator says: "Today", "Yesterday", or the day. */
export function dayTitle(ms) {
  return pretty(ms, longDay(ms));
}

function pretty(ms, otherwise) {
  const day = 86_400_000;
  const names = { [dayKey(nowMs())]: "Today", [dayKey(nowMs() - day)]: "Yesterday", [dayKey(nowMs() + day)]: "Tomorrow" };
  return names[dayKey(ms)] ?? otherwise;
}

function fields(ms) {
  const parts = format({ year: "numeric", month: "2-digit", day: "2-digit", ...TIME }).formatToParts(ms);
  const get = (type) => parts.find((part) => part.type === type).value;
  return [get("year"), get("month"), get("day"), get("hour"), get("minute")];
}

/** The value of a date-time field ("2026-03-02T09:05") for a moment, in the person's zone. */
export function toLocalField(ms) {
  const [year, month, day, hour, minute] = fields(ms);
  return `${year}-${month}-${day}T${hour}:${minute}`;
}

/** The moment (ms) a date-time field stands for in the person's zone. Where a clock change skips it, the later hour. */
export function fromLocalField(value) {
  const asUtc = Date.parse(`${value}Z`);
  let guess = asUtc;
  for (let turn = 0; turn < 2; turn += 1) guess += asUtc - Date.parse(`${toLocalField(guess)}Z`);
  return guess;
}

const RELATIVE = new Intl.RelativeTimeFormat(LOCALE, { numeric: "auto" });

function ago(ms) {
  const minutes = Math.round((ms - nowMs()) / 60_000);
  if (Math.abs(minutes) < 60) return RELATIVE.format(minutes, "minute");
  if (Math.abs(minutes) < 60 * 36) return RELATIVE.format(Math.round(minutes / 60), "hour");
  return RELATIVE.format(Math.round(minutes / 1440), "day");
}

const long = (ms) => format({ weekday: "long", day: "numeric", month: "long", year: "numeric" }).format(ms);
const medium = (ms) => format({ day: "numeric", month: "long", year: "numeric" }).format(ms);
const short = (ms) => format({ day: "numeric", month: "short", year: "numeric" }).format(ms);

const DATE_WORDS = {
  date_num: (ms) => dayKey(ms),
  date_slash: (ms) => format({ day: "2-digit", month: "2-digit", year: "numeric" }).format(ms),
  date: medium,
  date_short: short,
  date_long: long,
  date_pretty: (ms) => pretty(ms, medium(ms)),
  date_short_pretty: (ms) => pretty(ms, short(ms)),
  date_long_pretty: (ms) => pretty(ms, long(ms)),
  day_divider_pretty: (ms) => pretty(ms, long(ms)),
  time: clockTime,
  time_secs: (ms) => format({ ...TIME, second: "2-digit" }).format(ms),
  ago,
};

/** A Slack date format ("{date_short} at {time}") filled in for the moment `seconds`, in the person's zone. */
export function slackDate(seconds, pattern) {
  return pattern.replace(/\{(\w+)\}/g, (whole, word) => DATE_WORDS[word]?.(seconds * 1000) ?? whole);
}
