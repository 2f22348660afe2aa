/** Days and serial numbers of the Gregorian calendar, and the lunar one. */
import { Lunar } from "lunar-typescript";

export interface Day {
  readonly year: number;
  readonly month: number;
  readonly day: number;
}

const LENGTHS = [31, 28, 31, 30, 31, 30, 31, 31, 30, 31, 30, 31];

/** 0 for a month that does not exist. */
export function daysInMonth(year: number, month: number): number {
  if (month === 2 && year % 4 === 0 && (year % 100 !== 0 || year % 400 === 0)) return 29;
  return LENGTHS[month - 1] ?? 0;
}

export function isDay(year: number, month: number, day: number): boolean {
  return day >= 1 && day <= daysInMonth(year, month);
}

/** "YYYY-MM-DD", "YYYY-MM" if the day is 0, "YYYY" if the month is 0. */
export function isoText(year: number, month: number, day: number): string {
  const y = String(year).padStart(4, "0");
  if (month === 0) return y;
  const m = month < 10 ? `0${month}` : `${month}`;
  if (day === 0) return `${y}-${m}`;
  return day < 10 ? `${y}-${m}-0${day}` : `${y}-${m}-${day}`;
}

/**
 * Excel's serial number (1900 system) → day. Excel counts a 1900-02-29 that never was, so serials below 60 lie a day off.
 * A fraction (time of day) is cut off.
 */
export function serialDay(serial: number): Day {
  const whole = Math.floor(serial);
  const days = (whole < 60 ? whole + 1 : whole) - 25569 + 719468; // days since 0000-03-01
  const era = Math.floor(days / 146097);
  const ofEra = days - era * 146097;
  const yearOfEra = Math.floor((ofEra - Math.floor(ofEra / 1460) + Math.floor(ofEra / 36524) - Math.floor(ofEra / 146096)) / 365);
  const ofYear = ofEra - (365 * yearOfEra + Math.floor(yearOfEra / 4) - Math.floor(yearOfEra / 100));
  const shifted = Math.floor((5 * ofYear + 2) / 153);
  const day = ofYear - Math.floor((153 * shifted + 2) / 5) + 1;
  const month = shifted < 10 ? shifted + 3 : shifted - 9;
  return { year: yearOfEra + era * 400 + (month <= 2 ? 1 : 0), month, day };
}

/** 农历 → 公历; null if that lunar day does not exist. */
export function lunarDay(year: number, month: number, day: number, leap: boolean): Day | null {
  try {
    const solar = Lunar.fromYmd(year, leap ? -month : month, day).getSolar();
    return { year: solar.getYear(), month: solar.getMonth(), day: solar.getDay() };
  } catch {
    return null; // the library throws for a day or leap month that the year does not have
  }
}
